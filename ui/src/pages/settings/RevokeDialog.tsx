import { useRevokeKeyMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { Key } from "@/api/types";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { toastShown } from "@/components/toasts";
import { useAppDispatch } from "@/store";
import { Callout } from "@/components/Callout";

export function RevokeDialog({ apiKey: { key_id, name }, onClose }: { apiKey: Key; onClose: () => void }) {
  const [revoke, { isLoading, error }] = useRevokeKeyMutation();
  const dispatch = useAppDispatch();

  const confirm = async () => {
    const { error: refused } = await revoke(key_id);
    if (refused) return;
    dispatch(toastShown(`Revoked the key “${name}”.`, "ok"));
    onClose();
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={`Revoke “${name}”?`}
      footer={
        <>
          <Button data-autofocus onClick={onClose}>
            Keep it
          </Button>
          <Button variant="danger" busy={isLoading} onClick={() => void confirm()}>
            Revoke key
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>Requests with this key will be refused. You can't undo this, but you can create a new key.</p>
        {error && (
          <Callout tone="bad" title="The key was not revoked">
            {problemOf(error).detail}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
