import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Returns whether a conditional write took place; false where its condition failed, which is an expected outcome. */
export async function written(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
