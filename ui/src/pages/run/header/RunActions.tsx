import { useState } from "react";
import { useCancelRunMutation, useResumeRunMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { RunDetail } from "@/api/types";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Menu, type MenuItem } from "@/components/Menu";
import { toastShown } from "@/components/toasts";
import { useCanAct } from "@/shell/Session";
import { useAppDispatch } from "@/store";
import { CompareDialog } from "./CompareDialog";
import { ForkDialog } from "./ForkDialog";

type Asking = "cancel" | "fork" | "compare" | null;

/** What can be done with the whole run. What is most likely wanted stands outside of the menu. */
export function RunActions({ now, at }: { now: RunDetail; at: number | undefined }) {
  const [asking, setAsking] = useState<Asking>(null);
  const [resume, resuming] = useResumeRunMutation();
  const dispatch = useAppDispatch();
  const canAct = useCanAct();
  const isOver = now.ended_at !== null;

  const takeUp = async () => {
    const { error } = await resume(now.run_id);
    if (error) dispatch(toastShown(problemOf(error).detail, "bad"));
  };
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      dispatch(toastShown("The link to this view is copied.", "ok"));
    } catch {
      dispatch(toastShown("Your browser did not allow copying. The address bar has the same link.", "bad"));
    }
  };
  const items: (MenuItem | false)[] = [
    canAct && { id: "fork", label: at === undefined ? "Fork from here…" : `Fork from event ${at}…`, icon: "fork", onSelect: () => setAsking("fork") },
    { id: "compare", label: "Compare with…", icon: "compare", onSelect: () => setAsking("compare") },
    { id: "link", label: "Copy link to this view", icon: "link", onSelect: () => void copyLink() },
    canAct && !isOver && { id: "cancel", label: "Cancel the run…", icon: "stop", danger: true, onSelect: () => setAsking("cancel") },
  ];
  const close = () => setAsking(null);

  return (
    <>
      {canAct && now.outcome === "interrupted" && (
        <Button variant="primary" icon="play" busy={resuming.isLoading} onClick={() => void takeUp()}>
          Resume
        </Button>
      )}
      {canAct && (now.outcome === "running" || now.outcome === "waiting") && (
        <Button variant="danger" icon="stop" onClick={() => setAsking("cancel")}>
          Cancel
        </Button>
      )}
      <Menu label="Actions on the run" items={items.filter((item) => item !== false)} />
      <CancelDialog open={asking === "cancel"} run={now} onClose={close} />
      <CompareDialog open={asking === "compare"} run={now} onClose={close} />
      {/* Mounted when asked for, so that it begins with what the run is then. */}
      {asking === "fork" && <ForkDialog run={now} at={at ?? now.last_seq} onClose={close} />}
    </>
  );
}

function CancelDialog({ open, run, onClose }: { open: boolean; run: RunDetail; onClose: () => void }) {
  const [cancel, { isLoading, error }] = useCancelRunMutation();
  const confirm = async () => {
    const done = await cancel(run.run_id);
    if (!done.error) onClose();
  };
  return (
    <Dialog
      open={open}
      title="Cancel this run?"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Let it run</Button>
          <Button variant="danger" icon="stop" busy={isLoading} onClick={() => void confirm()}>
            Cancel the run
          </Button>
        </>
      }
    >
      <p>
        Work under way stops. What was done and answered so far stays, and a fork can go on from any of its events.
      </p>
      {error && <p role="alert">{problemOf(error).detail}</p>}
    </Dialog>
  );
}
