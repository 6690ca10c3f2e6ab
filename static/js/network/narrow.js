/* What the form asks for, as core/ecosystem/filters.py understands it. */

export function readWanted(form, columns) {
  const data = new FormData(form);
  const numbers = (name, words) => data.getAll(name).map((word) => words.indexOf(word));
  const kinds = new Set(numbers("kind", columns.kinds));
  const ways = new Set(numbers("tie", columns.tie_kinds));
  const theme = data.get("theme") ? columns.themes.indexOf(data.get("theme")) : null;
  const region = data.get("region") ?? "";
  const since = Number(data.get("since")) || -Infinity;
  const until = Number(data.get("until")) || Infinity;
  const byYear = since !== -Infinity || until !== Infinity;
  const community = data.get("community") ?? "";
  return {
    passes: (nodes, at) =>
      (kinds.size === 0 || kinds.has(nodes.kind[at])) &&
      columns.regions[nodes.region[at]].startsWith(region) &&
      (theme === null || nodes.themes[at].includes(theme)) &&
      (community === "" || nodes.community[at] === Number(community)),
    keeps: (ties, tie) => {
      const year = ties.since[tie];
      return (ways.size === 0 || ways.has(ties.kind[tie])) && (!byYear || (year > 0 && year >= since && year <= until));
    },
  };
}

/* The words of the form as an address, empty ones left out. */
export function asQuery(form) {
  const words = [...new FormData(form)].filter(([, value]) => value !== "");
  return new URLSearchParams(words).toString();
}
