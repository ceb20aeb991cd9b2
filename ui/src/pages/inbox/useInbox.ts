/** What the inbox shows. The filter and the question are part of the address. */
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { useGetApprovalQuery, useGetApprovalsInfiniteQuery } from "@/api/api";
import { FILTERS, ordered, type InboxFilter } from "./looks";

export function useInbox(isWide: boolean) {
  const [parameters, setParameters] = useSearchParams();
  const filter: InboxFilter = FILTERS.find(({ id }) => id === parameters.get("state"))?.id ?? "open";
  const selected = parameters.get("question") ?? undefined;

  const list = useGetApprovalsInfiniteQuery({ state: filter });
  const approvals = useMemo(() => {
    const items = list.data?.pages.flatMap((page) => page.items);
    return items && ordered(items, filter);
  }, [list.data, filter]);

  // A phone shows the list until a question is chosen.
  const shown = selected ?? (isWide ? approvals?.[0]?.question_id : undefined);
  // The question itself has the draft; the list may not.
  const question = useGetApprovalQuery(shown ?? "", { skip: shown === undefined });
  const current = question.currentData ?? approvals?.find(({ question_id }) => question_id === shown);

  return {
    filter,
    approvals,
    list,
    shown,
    current: shown === undefined ? undefined : current,
    question,
    hrefOf: (questionId: string) => `?${changed(parameters, "question", questionId)}`,
    show: (questionId: string | undefined) => setParameters(changed(parameters, "question", questionId), { replace: true }),
    setFilter: (state: InboxFilter) =>
      setParameters(changed(changed(parameters, "question", undefined), "state", state === "open" ? undefined : state), { replace: true }),
  };
}

function changed(parameters: URLSearchParams, name: string, value: string | undefined): URLSearchParams {
  const next = new URLSearchParams(parameters);
  if (value === undefined) next.delete(name);
  else next.set(name, value);
  return next;
}
