/** Functions that take a scope and need no call here, each with its reason. */
export const EXEMPT: Record<string, string> = {
  'access/scope#within': 'makes the filter itself',
  'access/scope#withinClients': 'makes the filter itself',
  'access/scope#inAgency': 'makes the filter itself',
  'access/scope#seesClient': 'reads the scope alone',
  'access/scope.server#asViewer': 'reads the scope alone',
  'agency/page-scope.server#agencyPath': 'names the page of the own agency; its clients come from listClients',
  'campaign/state-record.server#recordSuccess': 'takes a row that applyState has loaded under the scope',
  'campaign/state-record.server#recordFailure': 'takes a row that applyState has loaded under the scope',
  'campaign/state-write.server#bringTo': 'takes a place that applyState has loaded under the scope',
  'launch/create.server#requestLaunch': 'sends the own agency with an id that the job looks up under that agency',
  'launch/outcome.server#recordDone': 'takes a row that performWrite has loaded under the scope',
  'launch/outcome.server#recordFailure': 'takes a row that performWrite has loaded under the scope',
  'report/overview.server#rates': 'reads public rates',
  'server/audit.server#unsafeAudit': 'writes into the own log',
  'server/prisma#atOnce': 'opens a transaction behind the second wall',
  'server/prisma#db': 'is the second wall itself',
}
