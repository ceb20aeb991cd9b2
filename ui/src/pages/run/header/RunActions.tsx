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

type OpenDialog = "cancel" | "fork" | "compare" | null;

/** Actions on the whole run. The most likely one is outside the menu. */
export function RunActions({ now, at }: { now: RunDetail; at: number | undefined }) {
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [resume, resuming] = useResumeRunMutation();
  const dispatch = useAppDispatch();
  const canAct = useCanAct();
  const isOver = now.ended_at !== null;

  const resumeRun = async () => {
    const { error } = await resume(now.run_id);
    if (error) dispatch(toastShown(problemOf(error).detail, "bad"));
  };
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      dispatch(toastShown("Link copied.", "ok"));
    } catch {
      dispatch(toastShown("Your browser blocked copying. The address bar has the same link.", "bad"));
    }
  };
  const items: (MenuItem | false)[] = [
    canAct && { id: "fork", label: at === undefined ? "Fork…" : `Fork from event ${at}…`, icon: "fork", onSelect: () => setDialog("fork") },
    { id: "compare", label: "Compare with…", icon: "compare", onSelect: () => setDialog("compare") },
    { id: "link", label: "Copy link to this view", icon: "link", onSelect: () => void copyLink() },
    canAct && !isOver && { id: "cancel", label: "Cancel run…", icon: "stop", danger: true, onSelect: () => setDialog("cancel") },
  ];
  const close = () => setDialog(null);

  return (
    <>
      {canAct && now.outcome === "interrupted" && (
        <Button variant="primary" icon="play" busy={resuming.isLoading} onClick={() => void resumeRun()}>
          Resume
        </Button>
      )}
      {canAct && (now.outcome === "running" || now.outcome === "waiting") && (
        <Button variant="danger" icon="stop" onClick={() => setDialog("cancel")}>
          Cancel
        </Button>
      )}
      <Menu label="Run actions" items={items.filter((item) => item !== false)} />
      <CancelDialog open={dialog === "cancel"} run={now} onClose={close} />
      <CompareDialog open={dialog === "compare"} run={now} onClose={close} />
      {/* Mounted on demand, so that it starts from the run's current state. */}
      {dialog === "fork" && <ForkDialog run={now} at={at ?? now.last_seq} onClose={close} />}
    </>
  );
}

function CancelDialog({ open, run, onClose }: { open: boolean; run: RunDetail; onClose: () => void }) {
  const [cancel, { isLoading, error }] = useCancelRunMutation();
  const confirm = async () => {
    const response = await cancel(run.run_id);
    if (!response.error) onClose();
  };
  return (
    <Dialog
      open={open}
      title="Cancel this run?"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep running</Button>
          <Button variant="danger" icon="stop" busy={isLoading} onClick={() => void confirm()}>
            Cancel run
          </Button>
        </>
      }
    >
      <p>Work in progress stops. Finished work is kept, and you can fork the run from any of its events.</p>
      {error && <p role="alert">{problemOf(error).detail}</p>}
    </Dialog>
  );
}
