import { lazy, Suspense } from "react";
import type { RunDetail } from "@/api/types";
import { ErrorBoundary } from "@/components/ErrorBoundary";
import { Skeleton } from "@/components/Skeleton";
import { TabPanel, Tabs, type Tab } from "@/components/Tabs";
import type { Go, Place, TabId } from "./place";
import { Result } from "./result/Result";
import styles from "./Run.module.css";

// Each tab is its own chunk: most visits use only one or two.
const GraphTab = lazy(async () => ({ default: (await import("./graph/GraphTab")).GraphTab }));
const Timeline = lazy(async () => ({ default: (await import("./timeline/Timeline")).Timeline }));
const Messages = lazy(async () => ({ default: (await import("./tabs/Messages")).Messages }));
const Artifacts = lazy(async () => ({ default: (await import("./tabs/Artifacts")).Artifacts }));
const Budget = lazy(async () => ({ default: (await import("./tabs/Budget")).Budget }));
const Journal = lazy(async () => ({ default: (await import("./tabs/Journal")).Journal }));

const TABS: Tab<TabId>[] = [
  { id: "graph", label: "Graph" },
  { id: "timeline", label: "Timeline" },
  { id: "result", label: "Result" },
  { id: "conversation", label: "Conversation" },
  { id: "files", label: "Files" },
  { id: "budget", label: "Budget" },
  { id: "journal", label: "Journal" },
];

interface TabProps {
  runId: string;
  detail: RunDetail;
  tab: TabId;
  place: Place;
  go: Go;
  onOpen: (task_id: string) => void;
}

export function RunTabs(props: TabProps) {
  const { tab, go, detail } = props;
  const tabs = TABS.map((item) => (item.id === "graph" && detail.tasks.total > 0 ? { ...item, count: detail.tasks.total } : item));
  return (
    <div className={styles.tabs}>
      <Tabs name="run" label="Views of the run" tabs={tabs} value={tab} onChange={(id) => go({ tab: id }, { push: true })} />
      <TabPanel name="run" id={tab} className={styles.panel}>
        <ErrorBoundary key={tab}>
          <Suspense fallback={<Skeleton lines={8} height={22} />}>
            <Content {...props} />
          </Suspense>
        </ErrorBoundary>
      </TabPanel>
    </div>
  );
}

function Content({ runId, detail, tab, place, go, onOpen }: TabProps) {
  const { at, task } = place;
  const shared = { runId, detail, at };
  switch (tab) {
    case "graph":
      return <GraphTab detail={detail} place={place} go={go} onOpen={onOpen} />;
    case "timeline":
      return <Timeline {...shared} task={task} onOpen={onOpen} />;
    case "result":
      return <div className="container"><Result detail={detail} /></div>;
    case "conversation":
      return <Messages {...shared} />;
    case "files":
      return <Artifacts {...shared} />;
    case "budget":
      return <Budget {...shared} onCall={(call) => go({ call }, { push: true })} />;
    case "journal":
      return <Journal {...shared} />;
  }
}
