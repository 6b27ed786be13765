/**
 * The platform's catalogue (trades and standard job types) and each partner's own list, mapped onto it. A partner job
 * type maps to at most one standard job type. An uploaded file is the whole list: it is reviewed first (`preview`, kept
 * for 30 minutes) and applied whole or not at all, refused when the list changed since the review. What a list covers
 * reaches connected partners as services events, by a job.
 */
export { defuseCell } from './csv/spreadsheet-cell.ts';
export { jobTypeRoutes } from './job-type-routes.ts';
export { seedCatalogue } from './seed-catalogue.ts';
