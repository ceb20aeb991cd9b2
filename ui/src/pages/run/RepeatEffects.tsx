import { problemOf } from "@/api/problem";
import { Checkbox } from "@/components/Field";

/** Shown only after the server has reported that effects, such as an email, would repeat. */
export function RepeatEffects({ error, checked, onChange }: {
  error: unknown;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const isNeeded = checked || (error !== undefined && problemOf(error).code === "effects_repeat");
  if (!isNeeded) return null;
  return <Checkbox label="Repeat these effects" checked={checked} onChange={onChange} />;
}
