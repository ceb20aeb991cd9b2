import { useState } from "react";
import { useGetCallQuery } from "@/api/api";
import type { CallDetail } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { ErrorState } from "@/components/EmptyState";
import { Skeleton } from "@/components/Skeleton";
import { TabPanel, Tabs } from "@/components/Tabs";
import { formatDateTime, formatDuration, formatTokens, formatUsd } from "@/text/format";
import { howEnded } from "../howEnded";
import { RequestView } from "./RequestView";
import { ResponseView } from "./ResponseView";
import { TextBlock } from "./TextBlock";
import styles from "./CallDialog.module.css";

type Side = "request" | "response" | "raw";

/** A call's exact request and response. */
export function CallDialog({ runId, number, onClose }: { runId: string; number: number; onClose: () => void }) {
  const { currentData: call, error, refetch } = useGetCallQuery({ run_id: runId, number });
  return (
    <Dialog open wide title={<Title number={number} call={call} />} onClose={onClose}>
      {call ? (
        <Body call={call} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={10} height={16} />
      )}
    </Dialog>
  );
}

function Title({ number, call }: { number: number; call: CallDetail | undefined }) {
  return (
    <>
      Call {number}
      {call && ` · ${call.kind === "llm" ? "model" : "tool"} ${call.name}`}
    </>
  );
}

function Body({ call }: { call: CallDetail }) {
  const [side, setSide] = useState<Side>("request");
  const { usage } = call;
  const facts = [
    `${call.attempt_id}, ordinal ${call.ordinal}`,
    formatDateTime(call.at),
    formatDuration(usage.seconds),
    usage.prompt_tokens + usage.completion_tokens > 0 &&
      `${formatTokens(usage.prompt_tokens)} prompt (${formatTokens(usage.cached_tokens)} cached) + ${formatTokens(usage.completion_tokens)} answer tokens`,
    Number(usage.usd) > 0 && formatUsd(usage.usd),
    call.ok ? "answered" : "failed",
    howEnded(call),
  ];
  return (
    <div className={styles.body}>
      <p className={styles.facts}>{facts.filter(Boolean).join(" · ")}</p>
      <Tabs
        name="call"
        label="Parts of the call"
        value={side}
        onChange={setSide}
        tabs={[
          { id: "request", label: "Request", ...(messageCount(call) && { count: messageCount(call) }) },
          { id: "response", label: "Response" },
          { id: "raw", label: "Raw JSON" },
        ]}
      />
      <TabPanel name="call" id={side} className={styles.side}>
        {side === "request" && <RequestView call={call} />}
        {side === "response" && <ResponseView call={call} />}
        {side === "raw" && <Raw call={call} />}
      </TabPanel>
    </div>
  );
}

function messageCount({ kind, request_body }: CallDetail): number | undefined {
  const messages = kind === "llm" ? (request_body as { messages?: unknown[] } | null)?.messages : undefined;
  return messages?.length;
}

function Raw({ call }: { call: CallDetail }) {
  return (
    <>
      <p className="muted">The request and response as stored, each with its digest.</p>
      <TextBlock title="Request" note={call.request} text={JSON.stringify(call.request_body, null, 2)} />
      <TextBlock title="Response" note={call.response} text={JSON.stringify(call.response_body, null, 2)} />
    </>
  );
}
