import { useState } from "react";
import { useGetArtifactsQuery } from "@/api/api";
import { Badge, type Tone } from "@/components/Badge";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { Skeleton } from "@/components/Skeleton";
import { formatBytes } from "@/text/format";
import { isText, kindOf } from "../run/tabs/artifacts/files";
import { Changes } from "../run/tabs/artifacts/FileView";
import { Preview } from "../run/tabs/artifacts/Preview";
import { pairFiles, type FilePair } from "./comparison";
import styles from "./FilePairs.module.css";

const STATES: Record<FilePair["state"], { tone: Tone; text: string }> = {
  changed: { tone: "accent", text: "Differs" },
  "only a": { tone: "warn", text: "Only in A" },
  "only b": { tone: "warn", text: "Only in B" },
  same: { tone: "neutral", text: "Same" },
};

/** The runs' files by name; each expands to its differences. */
export function FilePairs({ a, b }: { a: string; b: string }) {
  const ofA = useGetArtifactsQuery(a);
  const ofB = useGetArtifactsQuery(b);
  const failed = [ofA, ofB].find(({ error, data }) => error && !data);
  const pairs = ofA.data && ofB.data ? pairFiles(ofA.data.items, ofB.data.items) : null;
  return (
    <Card title="Files" flush>
      {failed ? (
        <ErrorState error={failed.error} title="Could not load the files" onRetry={() => void failed.refetch()} />
      ) : !pairs ? (
        <Skeleton lines={3} className={styles.loading} />
      ) : pairs.length === 0 ? (
        <EmptyState icon="file" title="Neither run made a file" />
      ) : (
        <ul className={styles.pairs}>
          {pairs.map((pair) => (
            <Pair key={pair.name} pair={pair} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Pair({ pair }: { pair: FilePair }) {
  const [open, setOpen] = useState(false);
  const { tone, text } = STATES[pair.state];
  const sizes = [pair.a, pair.state === "same" ? null : pair.b].flatMap((file) => (file ? formatBytes(file.size_bytes) : []));
  return (
    <li>
      <button type="button" className={styles.row} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? "chevronDown" : "chevronRight"} size={14} />
        <span className={styles.name}>{pair.name}</span>
        <span className={styles.size}>{sizes.join(" → ")}</span>
        <Badge tone={tone}>{text}</Badge>
      </button>
      {open && (
        <div className={styles.body}>
          <Content pair={pair} />
        </div>
      )}
    </li>
  );
}

function Content({ pair: { name, a, b, state } }: { pair: FilePair }) {
  const file = b ?? a;
  if (!file) return null;
  if (state !== "changed" || !a || !b) return <Preview file={file} />;
  if (isText(kindOf(file))) return <Changes before={a} after={b} label={`${name}, A to B`} />;
  return (
    <div className={styles.both}>
      <Preview file={a} />
      <Preview file={b} />
    </div>
  );
}
