import { ummAlQura } from './functions/domain/wording/umm-al-qura.ts';
for (const d of ['2025-07-01','2025-07-05','2025-07-09','2025-08-15','2025-06-20','2024-12-30','2025-01-02']) console.log(d, ummAlQura(d));
