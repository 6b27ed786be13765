/**
 * The platform's catalogue (trades and standard job types) and each partner's own list, mapped onto it. A partner job
 * type maps to at most one standard job type. An uploaded file is the whole list: it is reviewed first (`preview`, kept
 * for 30 minutes) and applied whole or not at all, refused when the list changed since the review. What a list covers
 * reaches connected partners as services events, by a job.
 *
 * The catalogue changes by name: a former name stays valid in imports and belongs to its type for good, and one trade
 * never has a name twice, living, retired or former. A standard job type is offered → `retired` ⇄ offered, by managers;
 * what is mapped to a retired one keeps working. Only what nothing ever referred to is removed.
 */
export { defuseCell } from './csv/spreadsheet-cell.ts';
export { jobTypeRoutes } from './job-type-routes.ts';
export { seedCatalogue } from './seed-catalogue.ts';
export { standardJobTypeRoutes } from './standard/standard-job-type-routes.ts';
