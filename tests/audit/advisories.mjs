// Known faults of the npm packages in the lock file of a folder, as the registry tells them: exit code 1 on any. A
// registry that does not answer such questions is named, and nothing is claimed.
import { spawnSync } from "node:child_process";

const [folder] = process.argv.slice(2);
const { stdout, stderr } = spawnSync("npm", ["audit", "--json"], { cwd: folder, encoding: "utf8" });

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const { metadata, vulnerabilities = {}, message, error } = read(stdout);
if (metadata) {
  for (const { name, severity, range } of Object.values(vulnerabilities)) console.log(`  ${name} ${range}: ${severity}`);
  const { total } = metadata.vulnerabilities;
  console.log(`${folder}: npm knows of ${total} faulty packages`);
  process.exitCode = total > 0 ? 1 : 0;
} else {
  const reason = message ?? error?.summary ?? stderr.trim().split("\n").pop();
  console.log(`${folder}：没有查。这个软件源不回答 npm audit。\n${folder}: NOT CHECKED, this registry does not answer npm audit (${reason})`);
}
