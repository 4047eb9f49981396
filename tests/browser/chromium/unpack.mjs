// Unpacks the browser that npm's registry has, below the folder for temporary files, and prints its path: node unpack.mjs
// The package is made for Amazon's servers. Told that it is on one, it unpacks the libraries that a bare machine lacks, too.
process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
const { default: chromium } = await import("@sparticuz/chromium");
console.log(await chromium.executablePath());
