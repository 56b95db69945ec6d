// Where everything stands: a layered layout by dagre, mirrored for languages written from right to left.
//
// `placeOf(model, dagre, direction)` returns
//   {width, height, nodes: {id: {x, y, width, height}}, arrows: {id: {points: [{x, y}, …], label: {x, y}}}}
// x and y are centres, in pixels at zoom 1. The first and last point of an arrow lie on the edge of its cards.
import { MANY } from "./map-model.js";

export const CARD = { width: 232, height: 104 };
export const LABEL = { width: 158, height: 44 };
const FORK = { width: 22, height: 22 };
const NOWHERE = { width: 30, height: 30 };
export const DOWN = "down";
export const ACROSS = "across";
// What is reached first stands first. Arrows against this order lead back, and are laid out as if they led forth:
// left to itself the layout turns other arrows round, and the map of a story with loops is half as wide again.
function orderOf({ cards, forks, arrows }) {
  const ways = new Map();
  for (const { from, to } of arrows) ways.set(from, [...(ways.get(from) ?? []), to]);
  const order = new Map();
  const starts = [...cards.filter(({ start }) => start), ...cards, ...forks];
  for (const { id: start } of starts) {
    const waiting = order.has(start) ? [] : [start];
    if (waiting.length) order.set(start, order.size);
    for (let next = 0; next < waiting.length; next += 1) {
      for (const to of ways.get(waiting[next]) ?? []) {
        if (order.has(to)) continue;
        order.set(to, order.size);
        waiting.push(to);
      }
    }
  }
  return order;
}

function graphOf(model, dagre, direction) {
  const graph = new dagre.Graph({ multigraph: true });
  graph.setGraph({
    rankdir: direction === ACROSS ? "LR" : "TB",
    nodesep: 34,
    edgesep: 14,
    ranksep: direction === ACROSS ? 40 : 36,
    marginx: 16,
    marginy: 16,
    // "tight-tree" takes a third less time and a quarter more room. "longest-path", said to be quick, makes arrows
    // so long that 500 scenes take thirty times as long.
    ranker: model.cards.length > MANY ? "tight-tree" : "network-simplex",
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const card of model.cards) graph.setNode(card.id, { ...CARD });
  for (const fork of model.forks) graph.setNode(fork.id, fork.kind === "fork" ? { ...FORK } : { ...NOWHERE });
  const order = orderOf(model);
  for (const { id, from, to } of model.arrows) {
    const leadsBack = order.get(from) > order.get(to);
    const [first, last] = leadsBack ? [to, from] : [from, to];
    graph.setEdge(first, last, { ...LABEL, labelpos: "c", leadsBack }, id);
  }
  return graph;
}

export function placeOf(model, dagre, direction) {
  const graph = graphOf(model, dagre, direction);
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const at = ({ x, y }) => ({ x: model.rightToLeft ? width - x : x, y });
  const nodes = {};
  for (const id of graph.nodes()) {
    const node = graph.node(id);
    nodes[id] = { ...at(node), width: node.width, height: node.height };
  }
  const arrows = {};
  for (const edge of graph.edges()) {
    const { points, x, y, leadsBack } = graph.edge(edge);
    const way = points.map(at);
    arrows[edge.name] = { points: leadsBack ? way.reverse() : way, label: at({ x, y }) };
  }
  return { width: Math.max(width, 1), height: Math.max(height, 1), nodes, arrows };
}

// Points between start and end, told as cytoscape wants them: share of the way, and distance from the straight line.
export function segmentsOf(points) {
  const [start, end] = [points[0], points.at(-1)];
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy) || 1;
  const inner = points.slice(1, -1);
  const along = ({ x, y }) => ((x - start.x) * dx + (y - start.y) * dy) / length ** 2;
  const aside = ({ x, y }) => ((x - start.x) * -dy + (y - start.y) * dx) / length;
  return { weights: inner.map(along), distances: inner.map(aside) };
}

// The scene to go to from `id` with an arrow key: the nearest in that direction, sideways counting double.
export function neighbourOf(place, ids, id, key) {
  const here = place.nodes[id];
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = id;
  let nearest = Infinity;
  for (const other of ids) {
    if (other === id) continue;
    const [x, y] = [place.nodes[other].x - here.x, place.nodes[other].y - here.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    // Half a card ahead at least: what stands in the same row is not "below".
    if (ahead < CARD.height / 2 || aside > 2 * ahead + CARD.width) continue;
    if (ahead + 2 * aside < nearest) [nearest, best] = [ahead + 2 * aside, other];
  }
  return best;
}
