import { useMemo } from "react";
import type { Economy, RunDetail, RunResult } from "@/api/types";
import { StatusBadge } from "@/components/Badge";
import { Card } from "@/components/Card";
import { CodeBlock } from "@/components/CodeBlock";
import { CopyButton } from "@/components/CopyButton";
import { Document } from "@/components/Document";
import { EmptyState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { formatDuration } from "@/text/format";
import { prettyJson } from "@/text/json";
import { CheckResults } from "../CheckResults";
import { FileList } from "../FileList";
import { useImages } from "../images";
import { Methods } from "../Methods";
import { evidenceOf, useTextOf } from "./evidence";
import { evidenceText } from "./evidenceText";
import { Programs } from "./Programs";
import { Readings } from "./Readings";
import { Report } from "./Report";
import styles from "./Result.module.css";

/** The result, its verdict and the evidence. */
export function Result({ detail }: { detail: RunDetail }) {
  const { result } = detail;
  if (!result) return <NoResult detail={detail} />;
  return (
    <div className={styles.result}>
      <div className={styles.main}>
        <Card title="Result" actions={<CopyButton text={result.text} label="Copy the result" />}>
          <Deliverable detail={detail} result={result} />
        </Card>
        {result.files.length > 0 && (
          <Card title="Files">
            <FileList files={result.files} label="Files of the result" />
          </Card>
        )}
        <Programs detail={detail} />
        {(detail.goal_document.inputs ?? []).length > 0 && <Readings runId={detail.run_id} />}
      </div>
      <Card title="Verdict" actions={<StatusBadge state={result.verdict} />} className={styles.verdict}>
        <p className={styles.says}>{result.says || evidenceText(result)}</p>
        <p className={styles.summary}>{madeBy(detail)}</p>
        {result.results.length > 0 && <CheckResults results={result.results} label="Evidence for the verdict" />}
      </Card>
      <div className={styles.side}>
        <Agreements agreements={result.agreements} />
        <Gaps title="Unproven" hint="Part of the result, but nothing proves it." items={result.unproven} />
        <Gaps title="Missing" hint="Required, but not delivered." items={result.missing} />
        <Gaps title="Near a limit" hint="How the run went on from there." items={detail.stages} />
        <Gaps title="Left out" hint="To keep a limit of the run." items={detail.economies.map(economyText)} />
        <Gaps title="Input files" hint="Read by a guess, or not read." items={result.notes} />
        <Gaps title="Prompts" hint="Shortened, or nothing shows that the LLM read them as a whole." items={detail.remarks} />
      </div>
    </div>
  );
}

function Deliverable({ detail, result }: { detail: RunDetail; result: RunResult }) {
  const kept = useTextOf(result.files, ".evidence.json");
  const images = useImages(result.files);
  const evidence = useMemo(() => evidenceOf(kept), [kept]);
  if (result.text.trim() === "") return <p className="muted">The result has no text. See its files.</p>;
  // A JSON deliverable is shown as code, even if it is invalid.
  if (detail.goal_document.deliverable?.kind === "json") {
    return <CodeBlock code={prettyJson(result.text) ?? result.text} language="json" label="Result" wrap />;
  }
  if (evidence.length > 0) return <Report text={result.text} evidence={evidence} images={images} />;
  return <Document text={result.text} label="Result" images={images} />;
}

/** Which LLMs worked on it, and how long it took. */
export function madeBy({ llms, seconds, spent }: Pick<RunDetail, "llms" | "seconds" | "spent">): string {
  const by = spent.calls > 0 ? [...new Set(Object.values(llms))] : ["without a call of an LLM"];
  return [...by, formatDuration(seconds)].join(" · ");
}

function economyText({ task_id, says }: Economy): string {
  return task_id ? `${task_id}: ${says}` : says;
}

function Agreements({ agreements }: { agreements: RunResult["agreements"] }) {
  return Object.entries(agreements).map(([task, agreement]) => (
    <Card key={task} title={`Methods for ${task}`}>
      <p className={styles.summary}>{agreement.says}.</p>
      <Methods agreement={agreement} />
    </Card>
  ));
}

function Gaps({ title, hint, items }: { title: string; hint: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <Card title={`${title} (${items.length})`}>
      <p className={styles.summary}>{hint}</p>
      <ul className={styles.gaps}>
        {items.map((item, at) => (
          <li key={at}>
            <Icon name={title === "Missing" ? "failed" : "unproven"} size={14} />
            <span>{item}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function NoResult({ detail }: { detail: RunDetail }) {
  const isOver = detail.ended_at !== null;
  return (
    <Card>
      <EmptyState icon={isOver ? "failed" : "file"} title={isOver ? "The run ended without a result" : "No result yet"}>
        {isOver ? detail.reason || "Its tasks show how far it got." : "It is assembled when the tasks are done, and checked before delivery."}
      </EmptyState>
    </Card>
  );
}
