/** Which periods of which campaigns a report had rows for. */
export type Seen = {
  /** `index`: of the period, from 0. One outside the span is nothing to remember. */
  add(campaignId: string, index: number): void
  /** The campaigns, and for each as many letters as there are periods: 1 where a row came. */
  columns(): { campaigns: string[]; marks: string[] }
}

const [NO, YES] = [48, 49]

/** A letter for each period, so that 10,000 campaigns over 90 days take a megabyte. */
export function createSeen(periods: number): Seen {
  const byCampaign = new Map<string, Uint8Array>()
  const decoder = new TextDecoder('latin1')
  return {
    add(campaignId, index) {
      let marks = byCampaign.get(campaignId)
      if (!marks) byCampaign.set(campaignId, (marks = new Uint8Array(periods).fill(NO)))
      marks[index] = YES
    },
    columns: () => ({
      campaigns: [...byCampaign.keys()],
      marks: [...byCampaign.values()].map((marks) => decoder.decode(marks)),
    }),
  }
}
