import type { Limits } from "@/api/types";
import { Field, Input } from "@/components/Field";
import { Popover } from "@/components/Menu";
import { BUDGET_FIELDS, type Budget, budgetError, type BudgetField } from "./draft";
import styles from "./Composer.module.css";

const LABELS: Record<BudgetField, string> = {
  calls: "Model calls",
  tokens: "Tokens",
  usd: "Cost in USD",
  seconds: "Time in seconds",
};

export function BudgetPopover({ budget, defaults, onChange }: {
  budget: Budget;
  defaults: Limits | undefined;
  onChange: (field: BudgetField, value: string) => void;
}) {
  const changed = BUDGET_FIELDS.filter((field) => budget[field].trim() !== "").length;
  return (
    <Popover
      label="Budget"
      button={{ variant: "ghost", icon: "budget", children: changed > 0 ? `Budget (${changed} set)` : "Budget" }}
    >
      <div className={styles.budget}>
        <p className="muted">At any of these limits the run winds down with what it has.</p>
        <div className={styles.budgetFields}>
          {BUDGET_FIELDS.map((field) => (
            <Field key={field} label={LABELS[field]} error={budgetError(field, budget[field])}>
              {(described) => (
                <Input
                  {...described}
                  inputMode={field === "usd" ? "decimal" : "numeric"}
                  placeholder={placeholder(defaults, field)}
                  value={budget[field]}
                  onChange={(event) => onChange(field, event.target.value)}
                />
              )}
            </Field>
          ))}
        </div>
      </div>
    </Popover>
  );
}

/** The default, if the field is empty. */
function placeholder(defaults: Limits | undefined, field: BudgetField): string | undefined {
  return defaults && String(defaults[field] ?? "no limit");
}
