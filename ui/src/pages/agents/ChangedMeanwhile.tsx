import { useState } from "react";
import type { AgentView } from "@/api/types";
import { Button } from "@/components/Button";
import { Callout } from "@/components/Callout";
import { LineDiff } from "@/components/LineDiff";
import { agentText } from "./agentText";

/** Somebody saved another version while this one was being written. Nothing is lost either way. */
export function ChangedMeanwhile({ base, now, onKeep, onTake }: {
  base: AgentView;
  now: AgentView;
  onKeep: () => void;
  onTake: () => void;
}) {
  const [shown, setShown] = useState(false);
  return (
    <Callout
      tone="warn"
      title={`Somebody changed ${now.name} while you were editing`}
      actions={
        <>
          <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? "Hide what they changed" : "See what they changed"}
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
          You began from version {base.version}; it is at version {now.version} now. What you wrote is still here and not
          saved. Load version {now.version} to begin again from it, or keep yours and save it on top.
        </p>
        {shown && (
          <LineDiff
            label={`What they changed from version ${base.version} to ${now.version}`}
            before={agentText(base)}
            after={agentText(now)}
          />
        )}
      </div>
    </Callout>
  );
}
