// What bundles get for `node:http`: see bundles.ts.
module.exports = process.getBuiltinModule('node:http');
