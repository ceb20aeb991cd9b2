import { useForgetRefusalsMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { LeftOut } from "@/api/types";
import { Button } from "@/components/Button";
import { toastShown } from "@/components/toasts";
import { useAppDispatch } from "@/store";
import { partsOf } from "./modelName";
import styles from "./Refusal.module.css";

/** What a model refused, so that requests to it leave it out, and the way to send it again. */
export function Refusal({ model, parts, canManage }: LeftOut & { canManage: boolean }) {
  const dispatch = useAppDispatch();
  const [forget, { isLoading }] = useForgetRefusalsMutation();
  const sendAgain = async () => {
    const { error } = await forget(model);
    if (error) dispatch(toastShown(`${model}: ${problemOf(error).detail}`, "bad"));
  };
  return (
    <div className={styles.refusal}>
      <p>
        <strong>{partsOf(model)[1]}</strong> refused {parts.join(", ")}; requests leave it out.
      </p>
      {canManage && (
        <Button size="sm" busy={isLoading} aria-label={`Send ${parts.join(", ")} to ${model} again`} onClick={() => void sendAgain()}>
          Send again
        </Button>
      )}
    </div>
  );
}
