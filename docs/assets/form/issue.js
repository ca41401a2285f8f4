// Answers as the body of an issue, in the very form that GitHub gives to a filled-in issue form.

export const LONGEST_ADDRESS = 7500;

export function body(answers, data) {
  const asked = data.groups.flatMap((group) => group.questions);
  const sections = asked.map(({ name, label }) => {
    const words = Object.fromEntries(data.fields[name].choices);
    const answer = answers[name] ?? "";
    return `### ${label}\n\n${(words[answer] ?? answer) || "_No response_"}`;
  });
  const names = new Set(asked.map(({ name }) => name));
  const more = Object.entries(answers).filter(([name]) => !names.has(name));
  const lines = more.map(([name, cell]) => `${name}: ${cell}`);
  sections.push(`### ${data.more.label}\n\n` + (lines.length ? "```text\n" + lines.join("\n") + "\n```" : "_No response_"));
  return sections.join("\n\n");
}

export function address(answers, data, title) {
  const query = new URLSearchParams({ labels: "claim", title, body: body(answers, data) });
  return `${data.repository}/issues/new?${query}`;
}
