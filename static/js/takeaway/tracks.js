// Both ways through a scenario as one picture, the same as courses/learning/playing/path_picture.py draws.

const TRACK = { height: 100, middle: 50, own: [14, 29], best: [50, 35] };

/* own, best: [{scene, choice}], choice "" at the ending. Returns rows {own, best, ownLine, bestLine, isShared,
   isParting, isMeeting}; own and best are places in those lists or null. */
export function drawTracks(own, best) {
  const pairs = sideBySide(own, best);
  const beside = pairs.slice(0, -1).map((pair, number) => areBeside(pair, pairs[number + 1], own, best));
  const lastOf = (way) => pairs.findLastIndex((pair) => pair[way] !== null);
  return pairs.map(([mine, theirs], number) => {
    const above = number ? beside[number - 1] : true;
    const below = number < beside.length ? beside[number] : true;
    const isShared = mine !== null && theirs !== null;
    const lanes = [above, isShared, below];
    return {
      own: mine,
      best: theirs,
      ownLine: trackLine(number, lastOf(0), lanes, TRACK.own),
      bestLine: trackLine(number, lastOf(1), lanes, TRACK.best),
      isShared,
      isParting: isShared && !below,
      isMeeting: isShared && !above,
    };
  });
}

function sideBySide(own, best) {
  const lengths = commonLengths(own, best);
  const pairs = [];
  let i = 0;
  let j = 0;
  while (i < own.length && j < best.length) {
    if (own[i].scene === best[j].scene) {
      pairs.push([i++, j++]);
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
      pairs.push([i++, null]);
    } else {
      pairs.push([null, j++]);
    }
  }
  while (i < own.length) {
    pairs.push([i++, null]);
  }
  while (j < best.length) {
    pairs.push([null, j++]);
  }
  return pairs;
}

function commonLengths(own, best) {
  const lengths = own.map(() => new Array(best.length + 1).fill(0));
  lengths.push(new Array(best.length + 1).fill(0));
  for (let i = own.length - 1; i >= 0; i -= 1) {
    for (let j = best.length - 1; j >= 0; j -= 1) {
      lengths[i][j] =
        own[i].scene === best[j].scene ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

function areBeside(here, after, own, best) {
  return ![...here, ...after].includes(null) && own[here[0]].choice === best[here[1]].choice;
}

function trackLine(number, last, isBeside, [alone, beside]) {
  if (number > last) {
    return "";
  }
  const [above, here, below] = isBeside.map((flag) => (flag ? beside : alone));
  const { middle, height } = TRACK;
  const upper = number === 0 ? `M${here} ${middle}` : `M${above} 0${curveTo(above, 0, here, middle)}`;
  return number === last ? upper : `${upper}${curveTo(here, middle, below, height)}`;
}

function curveTo(x, y, otherX, otherY) {
  if (x === otherX) {
    return `V${otherY}`;
  }
  const bend = Math.floor((y + otherY) / 2);
  return `C${x} ${bend} ${otherX} ${bend} ${otherX} ${otherY}`;
}
