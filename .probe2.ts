import { findUnprintable } from './functions/rendering/printable.ts';
import { openFontLibrary } from './functions/rendering/template-fonts.ts';
import { templatesDirectory } from './functions/runtime/wiring/templates-directory.ts';
import { readName } from './functions/domain/hours/display-name.ts';
const lib = openFontLibrary(templatesDirectory());
for (let c=0x600;c<0x900;c++){const n='نورة '+String.fromCharCode(c)+'ب'; const r=readName(n,'ar','individual'); if('name' in r){const u=findUnprintable(lib,r.name); if(u){console.log(u, JSON.stringify(r.name));break;}}}
for (let c=0x1e00;c<0x1f00;c++){const n='Abc '+String.fromCharCode(c); const r=readName(n,'en','individual'); if('name' in r){const u=findUnprintable(lib,r.name); if(u){console.log(u, JSON.stringify(r.name));break;}}}
for (const n of ['فريق “نبض” ‘الروابي’_:!?؟']) console.log(findUnprintable(lib,n));
