/**
 * Standard events of the pixel: Meta's word in `custom_event_type`, ours for people, and the action types under which
 * reports count it. The same sale comes under several of them, so the first that is there counts and they never add up.
 */
export const STANDARD_EVENTS: readonly { event: string; name: string; actions: readonly string[] }[] = [
  {
    event: 'PURCHASE',
    name: 'Purchase',
    actions: ['omni_purchase', 'purchase', 'offsite_conversion.fb_pixel_purchase'],
  },
  {
    event: 'LEAD',
    name: 'Lead',
    actions: ['lead', 'offsite_conversion.fb_pixel_lead', 'onsite_conversion.lead_grouped'],
  },
  {
    event: 'COMPLETE_REGISTRATION',
    name: 'Complete registration',
    actions: [
      'omni_complete_registration',
      'complete_registration',
      'offsite_conversion.fb_pixel_complete_registration',
    ],
  },
  {
    event: 'ADD_TO_CART',
    name: 'Add to cart',
    actions: ['omni_add_to_cart', 'add_to_cart', 'offsite_conversion.fb_pixel_add_to_cart'],
  },
  {
    event: 'INITIATED_CHECKOUT',
    name: 'Initiate checkout',
    actions: ['omni_initiated_checkout', 'initiate_checkout', 'offsite_conversion.fb_pixel_initiate_checkout'],
  },
  {
    event: 'ADD_PAYMENT_INFO',
    name: 'Add payment info',
    actions: ['add_payment_info', 'offsite_conversion.fb_pixel_add_payment_info'],
  },
  {
    event: 'ADD_TO_WISHLIST',
    name: 'Add to wish list',
    actions: ['add_to_wishlist', 'offsite_conversion.fb_pixel_add_to_wishlist'],
  },
  {
    event: 'CONTENT_VIEW',
    name: 'View content',
    actions: ['omni_view_content', 'view_content', 'offsite_conversion.fb_pixel_view_content'],
  },
  { event: 'SEARCH', name: 'Search', actions: ['omni_search', 'search', 'offsite_conversion.fb_pixel_search'] },
  { event: 'CONTACT', name: 'Contact', actions: ['contact_total', 'contact', 'contact_website'] },
  { event: 'SCHEDULE', name: 'Schedule', actions: ['schedule_total', 'schedule', 'schedule_website'] },
  { event: 'START_TRIAL', name: 'Start trial', actions: ['start_trial_total', 'start_trial', 'start_trial_website'] },
  {
    event: 'SUBMIT_APPLICATION',
    name: 'Submit application',
    actions: ['submit_application_total', 'submit_application', 'submit_application_website'],
  },
  { event: 'SUBSCRIBE', name: 'Subscribe', actions: ['subscribe_total', 'subscribe', 'subscribe_website'] },
]

const EVENTS = new Map(STANDARD_EVENTS.map((row) => [row.event, row.actions]))
const PURCHASE = EVENTS.get('PURCHASE') ?? []
const LEAD = EVENTS.get('LEAD') ?? []

/** The action types to look for, first hit counts: those of the promoted event, else those of the objective. */
export const actionsFor = (event: string | undefined, objective: string): readonly string[] =>
  (event === undefined ? undefined : EVENTS.get(event)) ??
  (objective === 'OUTCOME_LEADS' || objective === 'LEAD_GENERATION' ? LEAD : PURCHASE)
