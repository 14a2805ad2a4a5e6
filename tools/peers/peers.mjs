// Checks texts with other checkers: a JSON list of texts in, for each checker and text the milliseconds of processor time out.
import { readFileSync } from "node:fs";
import writeGood from "write-good";
import { LocalLinter } from "harper.js";
import { binaryInlined } from "harper.js/binaryInlined";

const harper = new LocalLinter({ binary: binaryInlined });
await harper.setup();
const CHECKERS = { "write-good": text => writeGood(text), Harper: text => harper.lint(text) };
const ROUNDS = 60, LONGEST_MS = 6000, WARM_UP = 12;

const found = {};
const texts = JSON.parse(readFileSync(0, "utf8"));
for (const [name, check] of Object.entries(CHECKERS)) {
  found[name] = [];
  for (let round = 0; round < WARM_UP; round++) await check(texts[0]); // the first rounds compile
  for (const text of texts) {
    const times = [];
    for (const began = Date.now(); times.length < ROUNDS && Date.now() - began < LONGEST_MS;) {
      const { user, system } = process.cpuUsage();
      await check(`${text}${times.length}`);
      const after = process.cpuUsage();
      times.push((after.user + after.system - user - system) / 1000);
    }
    found[name].push(times.sort((a, b) => a - b));
  }
}
console.log(JSON.stringify(found));
