/** Campaign and its settings, in the notation of `proto.ts`. */
export const CAMPAIGN_MESSAGES: Record<string, string> = {
  Campaign: `
    resourceName:string! id:int64- name:string primaryStatus:CampaignPrimaryStatus-
    primaryStatusReasons:CampaignPrimaryStatusReason[]- status:CampaignStatus servingStatus:CampaignServingStatus-
    biddingStrategySystemStatus:BiddingStrategySystemStatus- adServingOptimizationStatus:AdServingOptimizationStatus
    advertisingChannelType:AdvertisingChannelType! advertisingChannelSubType:AdvertisingChannelSubType!
    trackingUrlTemplate:string urlCustomParameters:CustomParameter[]
    localServicesCampaignSettings:Campaign.LocalServicesCampaignSettings
    travelCampaignSettings:Campaign.TravelCampaignSettings
    demandGenCampaignSettings:Campaign.DemandGenCampaignSettings
    videoCampaignSettings:Campaign.VideoCampaignSettings pmaxCampaignSettings:Campaign.PmaxCampaignSettings
    realTimeBiddingSetting:RealTimeBiddingSetting networkSettings:Campaign.NetworkSettings
    hotelSetting:Campaign.HotelSettingInfo dynamicSearchAdsSetting:Campaign.DynamicSearchAdsSetting
    shoppingSetting:Campaign.ShoppingSetting targetingSetting:TargetingSetting
    audienceSetting:Campaign.AudienceSetting! geoTargetTypeSetting:Campaign.GeoTargetTypeSetting
    localCampaignSetting:Campaign.LocalCampaignSetting appCampaignSetting:Campaign.AppCampaignSetting
    labels:string[]- experimentType:CampaignExperimentType- baseCampaign:string- campaignBudget:string
    biddingStrategyType:BiddingStrategyType- accessibleBiddingStrategy:string- campaignGroup:string
    startDateTime:string endDateTime:string finalUrlSuffix:string frequencyCaps:object[]
    vanityPharma:Campaign.VanityPharma selectiveOptimization:Campaign.SelectiveOptimization
    optimizationGoalSetting:Campaign.OptimizationGoalSetting trackingSetting:Campaign.TrackingSetting-
    paymentMode:PaymentMode optimizationScore:double- excludedParentAssetFieldTypes:AssetFieldType[]
    excludedParentAssetSetTypes:AssetSetType[] performanceMaxUpgrade:Campaign.PerformanceMaxUpgrade-
    hotelPropertyAssetSet:string! listingType:ListingType! assetAutomationSettings:Campaign.AssetAutomationSetting[]
    keywordMatchType:CampaignKeywordMatchType brandGuidelinesEnabled:bool! brandGuidelines:Campaign.BrandGuidelines
    textGuidelines:Campaign.TextGuidelines thirdPartyIntegrationPartners:object aiMaxSetting:Campaign.AiMaxSetting
    containsEuPoliticalAdvertising:EuPoliticalAdvertisingStatus feedTypes:AssetSetType[]-
    viewThroughConversionOptimizationEnabled:bool missingEuPoliticalAdvertisingDeclaration:bool-
    acaMigrationDateTime:string- broadMatchMigrationDateTime:string- biddingStrategy:string~campaignBiddingStrategy
    commission:Commission~campaignBiddingStrategy manualCpa:ManualCpa~campaignBiddingStrategy
    manualCpc:ManualCpc~campaignBiddingStrategy manualCpm:ManualCpm~campaignBiddingStrategy
    manualCpv:ManualCpv~campaignBiddingStrategy maximizeConversions:MaximizeConversions~campaignBiddingStrategy
    maximizeConversionValue:MaximizeConversionValue~campaignBiddingStrategy
    targetCpa:TargetCpa~campaignBiddingStrategy targetImpressionShare:TargetImpressionShare~campaignBiddingStrategy
    targetRoas:TargetRoas~campaignBiddingStrategy targetSpend:TargetSpend~campaignBiddingStrategy
    percentCpc:PercentCpc~campaignBiddingStrategy targetCpm:object~campaignBiddingStrategy
    fixedCpm:object~campaignBiddingStrategy targetCpv:object~campaignBiddingStrategy
    targetCpc:TargetCpc~campaignBiddingStrategy`,
  'Campaign.LocalServicesCampaignSettings': 'categoryBids:Campaign.CategoryBid[]',
  'Campaign.CategoryBid': 'categoryId:string manualCpaBidMicros:int64 targetCpaBidMicros:int64',
  'Campaign.TravelCampaignSettings': 'travelAccountId:int64!',
  'Campaign.DemandGenCampaignSettings': 'upgradedTargeting:bool!',
  'Campaign.VideoCampaignSettings': `
    videoAdSequence:Campaign.VideoCampaignSettings.VideoAdSequence
    reservationAdCategorySelfDisclosure:Campaign.VideoCampaignSettings.ReservationAdCategorySelfDisclosure
    bookingDetails:Campaign.VideoCampaignSettings.BookingDetails-
    videoAdInventoryControl:Campaign.VideoCampaignSettings.VideoAdInventoryControl~fluidityControl
    videoAdFormatControl:Campaign.VideoCampaignSettings.VideoAdFormatControl~fluidityControl`,
  'Campaign.VideoCampaignSettings.VideoAdSequence': `
    steps:Campaign.VideoCampaignSettings.VideoAdSequenceStep[] minimumDuration:VideoAdSequenceMinimumDuration`,
  'Campaign.VideoCampaignSettings.VideoAdSequenceStep': `
    videoAdSequenceStepId:int64 assetId:int64 adGroupType:AdGroupType previousStepId:int64
    previousStepInteractionType:VideoAdSequenceInteractionType`,
  'Campaign.VideoCampaignSettings.ReservationAdCategorySelfDisclosure': 'gambling:bool alcohol:bool politics:bool',
  'Campaign.VideoCampaignSettings.BookingDetails': `
    status:BookingStatus- holdExpirationDateTime:string- cancellationDateTime:string-`,
  'Campaign.VideoCampaignSettings.VideoAdInventoryControl': `
    allowInStream:bool allowInFeed:bool allowShorts:bool allowNonSkippableInStream:bool`,
  'Campaign.VideoCampaignSettings.VideoAdFormatControl': `
    formatRestriction:VideoAdFormatRestriction
    nonSkippableInStreamRestrictions:Campaign.VideoCampaignSettings.NonSkippableInStreamRestrictions`,
  'Campaign.VideoCampaignSettings.NonSkippableInStreamRestrictions': `
    minDuration:NonSkippableMinDuration maxDuration:NonSkippableMaxDuration`,
  'Campaign.PmaxCampaignSettings': `
    brandTargetingOverrides:Campaign.PmaxCampaignSettings.BrandTargetingOverrides
    localServicesPmaxCampaignSettings:Campaign.LocalServicesPmaxCampaignSettings localServicesEnabled:bool-`,
  'Campaign.PmaxCampaignSettings.BrandTargetingOverrides': 'ignoreExclusionsForShoppingAds:bool',
  'Campaign.LocalServicesPmaxCampaignSettings': `
    navigationalQueryLeadsEnabled:bool foundingYear:int64 countryCode:string! phoneNumbers:object[]`,
  'Campaign.NetworkSettings': `
    targetGoogleSearch:bool targetSearchNetwork:bool targetContentNetwork:bool targetPartnerSearchNetwork:bool
    targetYoutube:bool targetGoogleTvNetwork:bool`,
  'Campaign.HotelSettingInfo': 'hotelCenterId:int64 disableHotelSetting:bool',
  'Campaign.DynamicSearchAdsSetting': 'domainName:string* languageCode:string* useSuppliedUrlsOnly:bool',
  'Campaign.ShoppingSetting': `
    merchantId:int64 feedLabel:string campaignPriority:int32 enableLocal:bool useVehicleInventory:bool!
    advertisingPartnerIds:int64[] disableProductFeed:bool ignoreBrandExclusionInShoppingAds:bool`,
  'Campaign.AudienceSetting': 'useAudienceGrouped:bool!',
  'Campaign.GeoTargetTypeSetting': `
    positiveGeoTargetType:PositiveGeoTargetType negativeGeoTargetType:NegativeGeoTargetType`,
  'Campaign.LocalCampaignSetting': 'locationSourceType:LocationSourceType',
  'Campaign.AppCampaignSetting': `
    biddingStrategyGoalType:AppCampaignBiddingStrategyGoalType appId:string! appStore:AppCampaignAppStore!`,
  'Campaign.VanityPharma': 'vanityPharmaDisplayUrlMode:VanityPharmaDisplayUrlMode vanityPharmaText:VanityPharmaText',
  'Campaign.SelectiveOptimization': 'conversionActions:string[]',
  'Campaign.OptimizationGoalSetting': 'optimizationGoalTypes:OptimizationGoalType[]',
  'Campaign.TrackingSetting': 'trackingUrl:string-',
  'Campaign.PerformanceMaxUpgrade': `
    performanceMaxCampaign:string- preUpgradeCampaign:string- status:PerformanceMaxUpgradeStatus-`,
  'Campaign.AssetAutomationSetting': `
    assetAutomationType:AssetAutomationType assetAutomationStatus:AssetAutomationStatus`,
  'Campaign.BrandGuidelines': 'mainColor:string accentColor:string predefinedFontFamily:string',
  'Campaign.TextGuidelines': 'termExclusions:string[] messagingRestrictions:Campaign.MessagingRestriction[]',
  'Campaign.MessagingRestriction': 'restrictionText:string restrictionType:MessagingRestrictionType',
  'Campaign.AiMaxSetting': 'enableAiMax:bool bundlingRequired:AiMaxBundlingRequired-',
  ManualCpc: 'enhancedCpcEnabled:bool',
  MaximizeConversions: 'cpcBidCeilingMicros:int64 cpcBidFloorMicros:int64 targetCpaMicros:int64',
  MaximizeConversionValue: `
    targetRoas:double cpcBidCeilingMicros:int64 cpcBidFloorMicros:int64 targetRoasTolerancePercentMillis:int64`,
  TargetCpa: 'targetCpaMicros:int64 cpcBidCeilingMicros:int64 cpcBidFloorMicros:int64',
  TargetImpressionShare: `
    location:TargetImpressionShareLocation locationFractionMicros:int64 cpcBidCeilingMicros:int64`,
  TargetRoas: `
    targetRoas:double cpcBidCeilingMicros:int64 cpcBidFloorMicros:int64 targetRoasTolerancePercentMillis:int64`,
  TargetSpend: 'targetSpendMicros:int64 cpcBidCeilingMicros:int64',
}
