import { type RefObject, useEffect, useRef } from "react";
import { useBlocker } from "react-router";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";

/** Asks before you leave a changed form, unless `left` is set, as after saving. */
export function UnsavedGuard({ changed, left, what }: {
  changed: boolean;
  left?: RefObject<boolean>;
  /** What you would lose, such as "changes to contracts". */
  what: string;
}) {
  const never = useRef(false);
  const isMeant = left ?? never;
  const blocker = useBlocker(
    ({ currentLocation: from, nextLocation: to }) =>
      changed && !isMeant.current && (from.pathname !== to.pathname || from.search !== to.search),
  );

  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [changed]);

  const stay = () => blocker.reset?.();
  return (
    <Dialog
      open={blocker.state === "blocked"}
      onClose={stay}
      title="Leave without saving?"
      footer={
        <>
          <Button variant="danger" onClick={() => blocker.proceed?.()}>
            Discard and leave
          </Button>
          <Button variant="primary" data-autofocus onClick={stay}>
            Stay
          </Button>
        </>
      }
    >
      You will lose your {what}.
    </Dialog>
  );
}
