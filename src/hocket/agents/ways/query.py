"""By query: the LLM writes one SQL statement, whose rows become the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.ways.languages import SQL
from hocket.agents.ways.tables import TablesWay
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from hocket.ports.agent import Prospect

NOT_IN_SQL = late_pattern(
    r"\b(?:sklearn|scikit-learn|statsmodels|random_state|train\w*(?: and|,)? test\w*"
    r"|test(?:ing)? set|(?:linear|logistic|ridge|lasso) (?:regression|model)|regression model"
    r"|machine learning"
    r"|(?:random )?forest|decision tree|k-?means|cluster(?:s|ing)|neural|cross-validat\w+"
    r"|principal components?|pca|k-?nn|nearest neighbou?rs?"
    r"|chi-?squared?|t-?tests?|anova|analysis of variance|mann-whitney|wilcoxon|kruskal\w*"
    r"|kolmogorov\w*|anderson-darling|levene|bartlett|jarque-bera|normaltest|granger"
    r"|(?:label|one-?hot|ordinal) encod\w+|minmaxscaler|standardscaler|autocorrelation|arima)\b",
    re.IGNORECASE,
)
"""What SQL has no functions for: models that are fitted, and most tests."""


class ByQuery(TablesWay):
    name = "query"
    language = SQL

    def fits(self, prospect: Prospect) -> bool:
        if NOT_IN_SQL.search(prospect.task.objective.description):
            return False
        return super().fits(prospect)
