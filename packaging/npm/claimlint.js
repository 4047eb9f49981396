#!/usr/bin/env node
// Starts the claimlint that was built for this machine. It is in a package of its own, of which npm installs the one that fits.
"use strict";

const { spawnSync } = require("node:child_process");

const name = `@claimlint/${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "claimlint.exe" : "claimlint";

let program;
try {
  program = require.resolve(`${name}/${file}`);
} catch {
  console.error(`error: there is no claimlint for this machine: ${name} is not installed. Install claimlint without --no-optional, or build it with Cargo.`);
  process.exit(2);
}
const run = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (run.error) {
  console.error(`error: ${program} cannot be started: ${run.error.message}`);
  process.exit(2);
}
// A program that a signal ended takes its parent along with the same signal, as shells expect.
if (run.signal) process.kill(process.pid, run.signal);
process.exit(run.status ?? 2);
