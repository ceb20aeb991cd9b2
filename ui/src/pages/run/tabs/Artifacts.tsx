import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { useGetArtifactsQuery } from "@/api/api";
import type { RunDetail } from "@/api/types";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { Skeleton } from "@/components/Skeleton";
import { cx } from "@/cx";
import { formatBytes, plural } from "@/text/format";
import { useIsWide } from "@/shell/useIsWide";
import { FileView } from "./artifacts/FileView";
import { groupFiles, newest, type FileGroup } from "./artifacts/files";
import styles from "./Artifacts.module.css";

/** The run's files: inputs, files of tasks, and results. */
export function Artifacts({ runId, detail, at }: { runId: string; detail: RunDetail; at?: number }) {
  const { data, error, refetch } = useGetArtifactsQuery(runId);
  const groups = useMemo(() => groupFiles(data?.items ?? []), [data]);
  const files = useMemo(() => groups.map(newest), [groups]);
  const [chosen, choose] = useChosen(groups);
  const isWide = useIsWide();

  if (error && !data) return <ErrorState error={error} title="Could not load the files" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} />;
  if (groups.length === 0) return <NoFiles isOver={detail.ended_at !== null} />;

  // A phone shows the list or a file, never both.
  const shown = chosen ?? (isWide ? groups[0] : undefined);
  return (
    <div className={styles.artifacts}>
      {at !== undefined && (
        <p className={styles.note}>These are all files of the run, including those made after event {at}.</p>
      )}
      <div className={styles.panes}>
        {(isWide || !shown) && <FileList groups={groups} shown={isWide ? shown?.name : undefined} onChoose={choose} />}
        {shown && (
          <Card className={styles.view}>
            <FileView key={shown.name} group={shown} files={files} onBack={isWide ? undefined : () => choose(null)} />
          </Card>
        )}
      </div>
    </div>
  );
}

/** The chosen file is part of the address, so that it can be linked. */
function useChosen(groups: FileGroup[]) {
  const [parameters, setParameters] = useSearchParams();
  const name = parameters.get("file");
  const choose = (file: string | null) => {
    setParameters(
      (current) => {
        const next = new URLSearchParams(current);
        if (file === null) next.delete("file");
        else next.set("file", file);
        return next;
      },
      { replace: true },
    );
  };
  return [groups.find((group) => group.name === name), choose] as const;
}

function FileList({ groups, shown, onChoose }: {
  groups: FileGroup[];
  shown: string | undefined;
  onChoose: (name: string) => void;
}) {
  return (
    <Card title={plural(groups.length, "file")} flush className={styles.list}>
      <ul className={styles.files}>
        {groups.map((group) => {
          const file = newest(group);
          return (
            <li key={group.name}>
              <button
                type="button"
                className={cx(styles.entry, group.name === shown && styles.current)}
                aria-current={group.name === shown || undefined}
                onClick={() => onChoose(group.name)}
              >
                <Icon name="file" />
                <span className={styles.text}>
                  <span className={styles.name}>{group.name}</span>
                  <span className={styles.meta}>
                    {madeBy(group)} · {formatBytes(file.size_bytes)}
                    {group.versions.length > 1 && ` · ${group.versions.length} versions`}
                  </span>
                </span>
                <Icon name="chevronRight" size={14} />
              </button>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function madeBy(group: FileGroup): string {
  const sources = newest(group).sources;
  const tasks = sources.flatMap(({ task_id }) => task_id ?? []);
  if (sources.some(({ role }) => role === "result")) return tasks.length > 0 ? `Result, by ${tasks.join(", ")}` : "Result";
  return tasks.length > 0 ? `By ${tasks.join(", ")}` : "Input";
}

function NoFiles({ isOver }: { isOver: boolean }) {
  return (
    <EmptyState icon="file" title={isOver ? "No files" : "No files yet"}>
      {isOver ? "The goal has no input files, and its tasks made none." : "Files appear here as tasks make them."}
    </EmptyState>
  );
}
