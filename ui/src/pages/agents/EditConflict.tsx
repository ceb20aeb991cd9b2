import { useState } from "react";
import type { AgentView } from "@/api/types";
import { Button } from "@/components/Button";
import { Callout } from "@/components/Callout";
import { LineDiff } from "@/components/LineDiff";
import { agentText } from "./agentText";

/** Someone saved another version during the edit. Neither version is lost. */
export function EditConflict({ base, now, onKeep, onTake }: {
  base: AgentView;
  now: AgentView;
  onKeep: () => void;
  onTake: () => void;
}) {
  const [shown, setShown] = useState(false);
  return (
    <Callout
      tone="warn"
      title={`Someone changed ${now.name} while you were editing`}
      actions={
        <>
          <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? "Hide their changes" : "Show their changes"}
          </Button>
          <Button size="sm" onClick={onTake}>
            Load version {now.version}
          </Button>
          <Button size="sm" onClick={onKeep}>
            Keep mine
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          You started from version {base.version}; the current version is {now.version}. Your changes are still here,
          unsaved. Load version {now.version} to discard them, or keep yours and save them on top.
        </p>
        {shown && (
          <LineDiff
            label={`Their changes from version ${base.version} to ${now.version}`}
            before={agentText(base)}
            after={agentText(now)}
          />
        )}
      </div>
    </Callout>
  );
}
