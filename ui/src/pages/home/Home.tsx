import { Page } from "@/components/Page";
import { useCanAct } from "@/shell/Session";
import { Composer } from "./Composer";
import { NeedsYou } from "./NeedsYou";
import { RecentRuns } from "./RecentRuns";

export function Home() {
  const canAct = useCanAct();
  return (
    <Page title="Home" width="narrow" heading={<h1>What do you want done?</h1>}>
      {canAct && <Composer />}
      <NeedsYou />
      <RecentRuns />
    </Page>
  );
}
