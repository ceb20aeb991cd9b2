import { useNavigate } from "react-router";
import { useDeleteAgentMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { toastShown } from "@/components/toasts";
import { plural } from "@/text/format";
import { useAppDispatch } from "@/store";
import { Callout } from "@/components/Callout";

/** Deletes an agent that was made here, once that is confirmed. */
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
    dispatch(toastShown(`${name} was deleted.`, "ok"));
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
          New runs can't use it any more. Runs that it took part in keep their records
          {busy > 0 ? `, and the ${plural(busy, "attempt")} under way go on to their end` : ""}.
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
