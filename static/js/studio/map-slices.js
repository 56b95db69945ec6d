// Long work in short slices, so that the page answers in between.

// Half of what a person notices (100 ms): a slice ends after its last step, not in it.
const SLICE = 30;

function pause() {
  return globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

// Does `act(part)` for parts of `size` things; false when `isWanted()` said no before the end.
export async function inSlices(things, size, act, isWanted = () => true) {
  let begun = performance.now();
  for (let from = 0; from < things.length; from += size) {
    if (performance.now() - begun > SLICE) {
      await pause();
      begun = performance.now();
    }
    if (!isWanted()) return false;
    act(things.slice(from, from + size));
  }
  await pause();
  return isWanted();
}
