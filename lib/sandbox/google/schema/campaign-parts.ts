/** What hangs on a campaign: budget, criteria, asset links. */
export const CAMPAIGN_PART_MESSAGES: Record<string, string> = {
  CampaignBudget: `
    resourceName:string! id:int64- name:string amountMicros:int64 totalAmountMicros:int64 status:BudgetStatus-
    deliveryMethod:BudgetDeliveryMethod explicitlyShared:bool referenceCount:int64- hasRecommendedBudget:bool-
    recommendedBudgetAmountMicros:int64- period:BudgetPeriod! recommendedBudgetEstimatedChangeWeeklyClicks:int64-
    recommendedBudgetEstimatedChangeWeeklyCostMicros:int64-
    recommendedBudgetEstimatedChangeWeeklyInteractions:int64- recommendedBudgetEstimatedChangeWeeklyViews:int64-
    type:BudgetType! alignedBiddingStrategyId:int64`,
  CampaignCriterion: `
    resourceName:string! campaign:string! criterionId:int64- displayName:string- bidModifier:float negative:bool!
    type:CriterionType- status:CampaignCriterionStatus keyword:KeywordInfo!~criterion
    placement:PlacementInfo!~criterion mobileAppCategory:MobileAppCategoryInfo!~criterion
    mobileApplication:MobileApplicationInfo!~criterion location:LocationInfo!~criterion device:DeviceInfo!~criterion
    adSchedule:AdScheduleInfo!~criterion ageRange:AgeRangeInfo!~criterion gender:GenderInfo!~criterion
    incomeRange:IncomeRangeInfo!~criterion parentalStatus:ParentalStatusInfo!~criterion
    userList:UserListInfo!~criterion youtubeVideo:YouTubeVideoInfo!~criterion
    youtubeChannel:YouTubeChannelInfo!~criterion proximity:ProximityInfo!~criterion topic:TopicInfo!~criterion
    listingScope:object!~criterion language:LanguageInfo!~criterion ipBlock:IpBlockInfo!~criterion
    contentLabel:ContentLabelInfo!~criterion carrier:CarrierInfo!~criterion userInterest:UserInterestInfo!~criterion
    webpage:object!~criterion operatingSystemVersion:OperatingSystemVersionInfo!~criterion
    mobileDevice:MobileDeviceInfo!~criterion locationGroup:object!~criterion
    customAffinity:CustomAffinityInfo!~criterion customAudience:CustomAudienceInfo!~criterion
    combinedAudience:CombinedAudienceInfo!~criterion keywordTheme:object!~criterion localServiceId:object!~criterion
    brandList:object!~criterion lifeEvent:LifeEventInfo!~criterion webpageList:object!~criterion
    videoLineup:VideoLineupInfo!~criterion extendedDemographic:object!~criterion`,
  KeywordInfo: 'text:string matchType:KeywordMatchType',
  LocationInfo: 'geoTargetConstant:string',
  LanguageInfo: 'languageConstant:string',
  CampaignAsset: `
    resourceName:string! campaign:string! asset:string! fieldType:AssetFieldType! source:AssetSource-
    status:AssetLinkStatus primaryStatus:AssetLinkPrimaryStatus- primaryStatusDetails:object[]-
    primaryStatusReasons:AssetLinkPrimaryStatusReason[]-`,
}
