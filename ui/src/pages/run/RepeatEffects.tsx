import { problemOf } from "@/api/problem";
import { Checkbox } from "@/components/Field";

/** Asked for only once the server has said that effects, such as a mail, would happen once more. */
export function RepeatEffects({ error, checked, onChange }: {
  error: unknown;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const isAsked = checked || (error !== undefined && problemOf(error).code === "effects_repeat");
  if (!isAsked) return null;
  return <Checkbox label="Let these effects happen once more" checked={checked} onChange={onChange} />;
}
