import { useNavigate } from "react-router";
import { useDeleteAgentMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { toastShown } from "@/components/toasts";
import { plural } from "@/text/format";
import { useAppDispatch } from "@/store";
import { Callout } from "@/components/Callout";

/** Asks for confirmation, then deletes an agent that was created here. */
export function DeleteAgent({ name, busy, open, onClose }: {
  name: string;
  busy: number;
  open: boolean;
  onClose: () => void;
}) {
  const [remove, { isLoading, error, reset }] = useDeleteAgentMutation();
  const dispatch = useAppDispatch();
  const navigate = useNavigate();

  const close = () => {
    reset();
    onClose();
  };
  const confirm = async () => {
    const { error: refused } = await remove(name);
    if (refused) return;
    dispatch(toastShown(`Deleted ${name}.`, "ok"));
    void navigate("/agents");
  };

  return (
    <Dialog
      open={open}
      onClose={close}
      title={`Delete ${name}?`}
      footer={
        <>
          <Button data-autofocus onClick={close}>
            Keep it
          </Button>
          <Button variant="danger" icon="trash" busy={isLoading} onClick={() => void confirm()}>
            Delete {name}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          New runs can no longer use it. Past runs keep their records
          {busy > 0 ? `, and ${plural(busy, "attempt")} in progress will finish` : ""}.
        </p>
        {error && (
          <Callout tone="bad" title={`${name} was not deleted`}>
            {problemOf(error).detail}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
