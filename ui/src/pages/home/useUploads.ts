import { type Dispatch, useCallback } from "react";
import { useUploadFileMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import { uuid } from "@/api/transport";
import type { DraftAction } from "./draft";

/** Uploads files as soon as they are attached, so that starting a run does not wait for them. */
export function useUploads(dispatch: Dispatch<DraftAction>) {
  const [upload] = useUploadFileMutation();
  return useCallback(
    (files: Iterable<File>) => {
      for (const file of files) {
        const id = uuid();
        dispatch({ type: "attached", attachment: { id, name: file.name, size: file.size } });
        upload(file)
          .unwrap()
          .then((input) => dispatch({ type: "uploaded", id, input }))
          .catch((error: unknown) => dispatch({ type: "uploadFailed", id, error: problemOf(error).detail }));
      }
    },
    [dispatch, upload],
  );
}
