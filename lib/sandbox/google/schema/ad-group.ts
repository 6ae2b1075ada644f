/** Ad groups, their ads and their criteria. */
export const AD_GROUP_MESSAGES: Record<string, string> = {
  AdGroup: `
    resourceName:string! id:int64- name:string status:AdGroupStatus type:AdGroupType!
    adRotationMode:AdGroupAdRotationMode baseAdGroup:string- trackingUrlTemplate:string
    urlCustomParameters:CustomParameter[] campaign:string! cpcBidMicros:int64 effectiveCpcBidMicros:int64-
    cpmBidMicros:int64 targetCpaMicros:int64 cpvBidMicros:int64 targetCpmMicros:int64 targetRoas:double
    percentCpcBidMicros:int64 fixedCpmMicros:int64 targetCpvMicros:int64 targetCpcMicros:int64
    optimizedTargetingEnabled:bool excludeDemographicExpansion:bool displayCustomBidDimension:TargetingDimension
    finalUrlSuffix:string targetingSetting:TargetingSetting audienceSetting:AdGroup.AudienceSetting!
    effectiveTargetCpaMicros:int64- effectiveTargetCpaSource:BiddingSource- effectiveTargetRoas:double-
    effectiveTargetRoasSource:BiddingSource- effectiveTargetCpc:int64- effectiveTargetCpcSource:BiddingSource-
    labels:string[]- excludedParentAssetFieldTypes:AssetFieldType[] excludedParentAssetSetTypes:AssetSetType[]
    primaryStatus:AdGroupPrimaryStatus- primaryStatusReasons:AdGroupPrimaryStatusReason[]-
    demandGenAdGroupSettings:AdGroup.DemandGenAdGroupSettings videoAdGroupSettings:AdGroup.VideoAdGroupSettings
    aiMaxAdGroupSetting:AdGroup.AiMaxAdGroupSetting verticalAdsFormatSetting:AdGroup.VerticalAdsFormatSetting`,
  'AdGroup.AudienceSetting': 'useAudienceGrouped:bool!',
  'AdGroup.DemandGenAdGroupSettings': 'channelControls:AdGroup.DemandGenAdGroupSettings.DemandGenChannelControls',
  'AdGroup.DemandGenAdGroupSettings.DemandGenChannelControls': `
    channelConfig:DemandGenChannelConfig- channelStrategy:DemandGenChannelStrategy~channelConfiguration
    selectedChannels:AdGroup.DemandGenAdGroupSettings.DemandGenChannelControls.DemandGenSelectedChannels~channelConfiguration`,
  'AdGroup.DemandGenAdGroupSettings.DemandGenChannelControls.DemandGenSelectedChannels': `
    youtubeInStream:bool youtubeInFeed:bool youtubeShorts:bool discover:bool gmail:bool display:bool maps:bool`,
  'AdGroup.VideoAdGroupSettings': 'videoAdSequence:AdGroup.VideoAdGroupSettings.VideoAdSequenceStepSetting',
  'AdGroup.VideoAdGroupSettings.VideoAdSequenceStepSetting': 'stepId:int64',
  'AdGroup.AiMaxAdGroupSetting': 'disableSearchTermMatching:bool',
  'AdGroup.VerticalAdsFormatSetting': 'disableTextAds:bool enableBookingLinks:bool enableVerticalPromotionAds:bool',
  AdGroupAd: `
    resourceName:string! status:AdGroupAdStatus adGroup:string! ad:Ad! startDateTime:string endDateTime:string
    policySummary:AdGroupAdPolicySummary- adStrength:AdStrength- actionItems:string[]- labels:string[]-
    primaryStatus:AdGroupAdPrimaryStatus- primaryStatusReasons:AdGroupAdPrimaryStatusReason[]-
    adGroupAdAssetAutomationSettings:object[]`,
  Ad: `
    resourceName:string! id:int64- finalUrls:string[] finalAppUrls:FinalAppUrl[] finalMobileUrls:string[]
    trackingUrlTemplate:string finalUrlSuffix:string urlCustomParameters:CustomParameter[] displayUrl:string
    type:AdType- addedByGoogleAds:bool- devicePreference:Device urlCollections:UrlCollection[] name:string!
    systemManagedResourceSource:SystemManagedResourceSource- syntheticContentInfo:object textAd:TextAdInfo!~adData
    expandedTextAd:ExpandedTextAdInfo~adData expandedDynamicSearchAd:object!~adData hotelAd:object~adData
    shoppingSmartAd:object~adData shoppingProductAd:object~adData imageAd:object!~adData videoAd:object~adData
    videoResponsiveAd:VideoResponsiveAdInfo~adData responsiveSearchAd:ResponsiveSearchAdInfo~adData
    legacyResponsiveDisplayAd:object~adData appAd:object~adData legacyAppInstallAd:object!~adData
    responsiveDisplayAd:ResponsiveDisplayAdInfo~adData localAd:object~adData displayUploadAd:object~adData
    appEngagementAd:object~adData shoppingComparisonListingAd:object~adData smartCampaignAd:object~adData
    appPreRegistrationAd:object~adData demandGenMultiAssetAd:DemandGenMultiAssetAdInfo~adData
    demandGenCarouselAd:object~adData demandGenVideoResponsiveAd:object~adData demandGenProductAd:object~adData
    travelAd:object~adData`,
  VideoResponsiveAdInfo: `
    headlines:AdTextAsset[] longHeadlines:AdTextAsset[] descriptions:AdTextAsset[] callToActions:AdTextAsset[]
    videos:AdVideoAsset[]* businessName:AdTextAsset* logoImages:AdImageAsset[]* companionBanners:AdImageAsset[]
    breadcrumb1:string breadcrumb2:string`,
  AdTextAsset: `
    text:string pinnedField:ServedAssetFieldType assetPerformanceLabel:AssetPerformanceLabel
    policySummaryInfo:object`,
  AdImageAsset: 'asset:string',
  ResponsiveSearchAdInfo: 'headlines:AdTextAsset[] descriptions:AdTextAsset[] path1:string path2:string',
  ResponsiveDisplayAdInfo: `
    marketingImages:AdImageAsset[] squareMarketingImages:AdImageAsset[] logoImages:AdImageAsset[]
    squareLogoImages:AdImageAsset[] headlines:AdTextAsset[] longHeadline:AdTextAsset descriptions:AdTextAsset[]
    youtubeVideos:AdVideoAsset[] businessName:string mainColor:string accentColor:string allowFlexibleColor:bool
    callToActionText:string pricePrefix:string promoText:string formatSetting:DisplayAdFormatSetting
    controlSpec:object`,
  DemandGenMultiAssetAdInfo: `
    marketingImages:AdImageAsset[] squareMarketingImages:AdImageAsset[] portraitMarketingImages:AdImageAsset[]
    tallPortraitMarketingImages:AdImageAsset[] logoImages:AdImageAsset[] classicDisplayImages:AdImageAsset[]
    headlines:AdTextAsset[] descriptions:AdTextAsset[] businessName:string callToActionText:string`,
  AdGroupAdPolicySummary: `
    policyTopicEntries:PolicyTopicEntry[]- reviewStatus:PolicyReviewStatus- approvalStatus:PolicyApprovalStatus-`,
  AdGroupCriterion: `
    resourceName:string! criterionId:int64- displayName:string- status:AdGroupCriterionStatus
    qualityInfo:AdGroupCriterion.QualityInfo- adGroup:string! type:CriterionType- negative:bool!
    systemServingStatus:CriterionSystemServingStatus- approvalStatus:AdGroupCriterionApprovalStatus-
    disapprovalReasons:string[]- labels:string[]- bidModifier:double cpcBidMicros:int64 cpmBidMicros:int64
    cpvBidMicros:int64 percentCpcBidMicros:int64 effectiveCpcBidMicros:int64- effectiveCpmBidMicros:int64-
    effectiveCpvBidMicros:int64- effectivePercentCpcBidMicros:int64- effectiveCpcBidSource:BiddingSource-
    effectiveCpmBidSource:BiddingSource- effectiveCpvBidSource:BiddingSource-
    effectivePercentCpcBidSource:BiddingSource- positionEstimates:AdGroupCriterion.PositionEstimates-
    finalUrls:string[] finalMobileUrls:string[] finalUrlSuffix:string trackingUrlTemplate:string
    urlCustomParameters:CustomParameter[] primaryStatus:AdGroupCriterionPrimaryStatus-
    primaryStatusReasons:AdGroupCriterionPrimaryStatusReason[]- keyword:KeywordInfo!~criterion
    placement:PlacementInfo!~criterion mobileAppCategory:MobileAppCategoryInfo!~criterion
    mobileApplication:MobileApplicationInfo!~criterion listingGroup:object!~criterion
    ageRange:AgeRangeInfo!~criterion gender:GenderInfo!~criterion incomeRange:IncomeRangeInfo!~criterion
    parentalStatus:ParentalStatusInfo!~criterion userList:UserListInfo!~criterion
    youtubeVideo:YouTubeVideoInfo!~criterion youtubeChannel:YouTubeChannelInfo!~criterion topic:TopicInfo!~criterion
    userInterest:UserInterestInfo!~criterion webpage:object!~criterion appPaymentModel:object!~criterion
    customAffinity:CustomAffinityInfo!~criterion customIntent:CustomIntentInfo!~criterion
    customAudience:CustomAudienceInfo!~criterion combinedAudience:CombinedAudienceInfo!~criterion
    audience:AudienceInfo!~criterion location:LocationInfo!~criterion language:LanguageInfo!~criterion
    lifeEvent:LifeEventInfo!~criterion videoLineup:VideoLineupInfo!~criterion extendedDemographic:object!~criterion
    brandList:object!~criterion verticalAdsItemGroupRuleList:object!~criterion retailFilterBundle:object!~criterion
    entityBid:object!~criterion`,
  'AdGroupCriterion.QualityInfo': `
    qualityScore:int32- creativeQualityScore:QualityScoreBucket- postClickQualityScore:QualityScoreBucket-
    searchPredictedCtr:QualityScoreBucket-`,
  'AdGroupCriterion.PositionEstimates': `
    firstPageCpcMicros:int64- firstPositionCpcMicros:int64- topOfPageCpcMicros:int64-
    estimatedAddClicksAtFirstPositionCpc:int64- estimatedAddCostAtFirstPositionCpc:int64-`,
  PolicyTopicEntry: 'topic:string type:PolicyTopicEntryType evidences:object[] constraints:object[]',
}
