import 'server-only'
import type { Kind } from '../resources'
import { adGroupAdHandler, adGroupHandler, adHandler } from './ad-group.server'
import { assetHandler, campaignAssetHandler } from './asset.server'
import { budgetHandler, campaignHandler, criterionHandler } from './campaign.server'
import type { Handler } from './define'
import { campaignGoalHandler, customGoalHandler, goalConfigHandler } from './goal.server'

const HANDLERS: Record<Kind, Handler> = {
  campaign_budget: budgetHandler,
  campaign: campaignHandler,
  campaign_criterion: criterionHandler('campaign_criterion'),
  campaign_asset: campaignAssetHandler,
  campaign_conversion_goal: campaignGoalHandler,
  conversion_goal_campaign_config: goalConfigHandler,
  custom_conversion_goal: customGoalHandler,
  ad_group: adGroupHandler,
  ad_group_ad: adGroupAdHandler,
  ad_group_criterion: criterionHandler('ad_group_criterion'),
  ad: adHandler,
  asset: assetHandler,
}

/** How a kind of resource is written. */
export const handlerOf = (kind: Kind): Handler => HANDLERS[kind]
