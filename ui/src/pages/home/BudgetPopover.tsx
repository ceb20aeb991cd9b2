import type { Limits } from "@/api/types";
import { Field, Input, Select } from "@/components/Field";
import { Popover } from "@/components/Menu";
import { BUDGET_FIELDS, type Budget, budgetError, type BudgetField, type Care, CARES } from "./draft";
import styles from "./Composer.module.css";

const LABELS: Record<BudgetField, string> = {
  calls: "Model calls",
  tokens: "Tokens",
  usd: "Cost in USD",
  seconds: "Time in seconds",
};

const CARE_TEXTS: Record<Care, string> = {
  low: "Nothing is done twice",
  normal: "Cheap work is done twice",
  high: "All work is done twice",
};

export function BudgetPopover({ budget, defaults, onChange, care, onCare }: {
  budget: Budget;
  defaults: Limits | undefined;
  onChange: (field: BudgetField, value: string) => void;
  care: Care;
  onCare: (care: Care) => void;
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
        <Field label="Second method">
          {(described) => (
            <Select {...described} value={care} onChange={(event) => onCare(event.target.value as Care)}>
              {CARES.map((name) => (
                <option key={name} value={name}>
                  {CARE_TEXTS[name]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </Popover>
  );
}

/** The default, if the field is empty. */
function placeholder(defaults: Limits | undefined, field: BudgetField): string | undefined {
  return defaults && String(defaults[field] ?? "no limit");
}
