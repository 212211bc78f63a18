/**
 * Actions that are granted together, by what they let a function do. The policies of a template don't show it: CDK
 * merges their statements.
 */
export const TABLE_ACTIONS = {
  read: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  // Whoever writes also checks conditions on items beside those that a transaction writes.
  write: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
  remove: ['dynamodb:DeleteItem'],
  writeTogether: ['dynamodb:BatchWriteItem'],
  updateTogether: ['dynamodb:PartiQLUpdate'],
} as const;

export const OBJECT_ACTIONS = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:AbortMultipartUpload'],
  // Whoever joins the parts of an upload.
  listParts: ['s3:ListMultipartUploadParts'],
  // Every version, or an erased document would still be there.
  remove: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
} as const;
