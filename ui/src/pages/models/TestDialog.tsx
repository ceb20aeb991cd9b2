import { useState } from "react";
import { useGetPassportsQuery, useTestModelMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import { Button } from "@/components/Button";
import { Callout } from "@/components/Callout";
import { Dialog } from "@/components/Dialog";
import { Checkbox } from "@/components/Field";

/** Says what a test is, and starts it. */
export function TestDialog({ model, onClose }: { model: string; onClose: () => void }) {
  const [quick, setQuick] = useState(false);
  const [again, setAgain] = useState(false);
  const { data: passports } = useGetPassportsQuery();
  const [test, { isLoading, error }] = useTestModelMutation();
  const isKnown = passports?.some((passport) => passport.here && passport.model === model) ?? false;

  const start = async () => {
    const { error: refused } = await test({ model, quick, again });
    if (!refused) onClose();
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={`Test ${model}?`}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button variant="primary" icon="play" data-autofocus busy={isLoading} onClick={() => void start()}>
            Start the test
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          It asks the model about fifty questions and measures its speed, in about five minutes. Each result is kept at once, so a test
          that is stopped goes on where it stopped. Nothing is uploaded; a host that charges for calls charges for these.
        </p>
        <p>Runs and chats go first: when one comes meanwhile, the test waits until it is done.</p>
        <Checkbox label="Short form" hint="A part of the questions, in about a minute" checked={quick} onChange={setQuick} />
        {isKnown && <Checkbox label="From the beginning" hint="Drops the results that there are" checked={again} onChange={setAgain} />}
        {error && (
          <Callout tone="bad" title="The test did not start">
            {problemOf(error).detail}
          </Callout>
        )}
      </div>
    </Dialog>
  );
}
