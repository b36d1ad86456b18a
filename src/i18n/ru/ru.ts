import { administration } from './administration.ts';
import { card } from './card.ts';
import { clients } from './clients.ts';
import { clientsExport } from './clientsExport.ts';
import { engines } from './engines.ts';
import { failures } from './failures.ts';
import { frame } from './frame.ts';
import { imports } from './imports/imports.ts';
import { insights } from './insights.ts';
import { log } from './log.ts';
import { models } from './models/models.ts';
import { monitoring } from './monitoring.ts';
import { files, jobs, names, pager, period, progress, scatter } from './parts.ts';

export const ru = {
  administration,
  card,
  clients,
  clientsExport,
  engines,
  failures,
  files,
  frame,
  imports,
  insights,
  jobs,
  log,
  models,
  monitoring,
  names,
  pager,
  period,
  progress,
  scatter,
};
