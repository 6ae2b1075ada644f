/** Operations and requests. */
export const REQUEST_MESSAGES: Record<string, string> = {
  CampaignOperation: 'updateMask:mask create:Campaign~operation update:Campaign~operation remove:string~operation',
  CampaignBudgetOperation: `
    updateMask:mask create:CampaignBudget~operation update:CampaignBudget~operation remove:string~operation`,
  AdGroupOperation: 'updateMask:mask create:AdGroup~operation update:AdGroup~operation remove:string~operation',
  AdGroupAdOperation: `
    updateMask:mask policyValidationParameter:PolicyValidationParameter create:AdGroupAd~operation
    update:AdGroupAd~operation remove:string~operation`,
  AdOperation: 'updateMask:mask policyValidationParameter:PolicyValidationParameter update:Ad',
  AdGroupCriterionOperation: `
    updateMask:mask exemptPolicyViolationKeys:PolicyViolationKey[] create:AdGroupCriterion~operation
    update:AdGroupCriterion~operation remove:string~operation`,
  CampaignCriterionOperation: `
    updateMask:mask create:CampaignCriterion~operation update:CampaignCriterion~operation remove:string~operation`,
  AssetOperation: 'updateMask:mask create:Asset~operation update:Asset~operation',
  CampaignAssetOperation: `
    updateMask:mask create:CampaignAsset~operation update:CampaignAsset~operation remove:string~operation`,
  CampaignConversionGoalOperation: 'updateMask:mask update:CampaignConversionGoal',
  CampaignConversionGoal: `
    resourceName:string! campaign:string! category:ConversionActionCategory origin:ConversionOrigin biddable:bool`,
  ConversionGoalCampaignConfigOperation: 'updateMask:mask update:ConversionGoalCampaignConfig',
  ConversionGoalCampaignConfig: `
    resourceName:string! campaign:string! goalConfigLevel:GoalConfigLevel customConversionGoal:string`,
  CustomConversionGoalOperation: `
    updateMask:mask create:CustomConversionGoal~operation update:CustomConversionGoal~operation
    remove:string~operation`,
  CustomConversionGoal: `
    resourceName:string! id:int64- name:string conversionActions:string[] status:CustomConversionGoalStatus`,
  MutateOperation: `
    adGroupAdLabelOperation:object~operation adGroupAdOperation:AdGroupAdOperation~operation
    adGroupAssetOperation:object~operation adGroupBidModifierOperation:object~operation
    adGroupCriterionCustomizerOperation:object~operation adGroupCriterionLabelOperation:object~operation
    adGroupCriterionOperation:AdGroupCriterionOperation~operation adGroupCustomizerOperation:object~operation
    adGroupLabelOperation:object~operation adGroupOperation:AdGroupOperation~operation
    adOperation:AdOperation~operation adParameterOperation:object~operation assetOperation:AssetOperation~operation
    assetGroupAssetOperation:object~operation assetGroupListingGroupFilterOperation:object~operation
    assetGroupSignalOperation:object~operation assetGroupOperation:object~operation
    assetSetAssetOperation:object~operation assetSetOperation:object~operation audienceOperation:object~operation
    biddingDataExclusionOperation:object~operation biddingSeasonalityAdjustmentOperation:object~operation
    biddingStrategyOperation:object~operation bookCampaignsOperation:object~operation
    campaignAssetOperation:CampaignAssetOperation~operation campaignAssetSetOperation:object~operation
    campaignBidModifierOperation:object~operation campaignBudgetOperation:CampaignBudgetOperation~operation
    campaignConversionGoalOperation:CampaignConversionGoalOperation~operation
    campaignCriterionOperation:CampaignCriterionOperation~operation campaignCustomizerOperation:object~operation
    campaignDraftOperation:object~operation campaignGroupOperation:object~operation
    campaignLabelOperation:object~operation campaignOperation:CampaignOperation~operation
    campaignSharedSetOperation:object~operation conversionActionOperation:object~operation
    conversionCustomVariableOperation:object~operation
    conversionGoalCampaignConfigOperation:ConversionGoalCampaignConfigOperation~operation
    conversionValueRuleOperation:object~operation conversionValueRuleSetOperation:object~operation
    
    customConversionGoalOperation:CustomConversionGoalOperation~operation customerAssetOperation:object~operation
    customerConversionGoalOperation:object~operation customerCustomizerOperation:object~operation
    customerLabelOperation:object~operation customerNegativeCriterionOperation:object~operation
    customerOperation:object~operation customizerAttributeOperation:object~operation
    experimentOperation:object~operation experimentArmOperation:object~operation
    keywordPlanAdGroupOperation:object~operation keywordPlanAdGroupKeywordOperation:object~operation
    keywordPlanCampaignKeywordOperation:object~operation keywordPlanCampaignOperation:object~operation
    keywordPlanOperation:object~operation labelOperation:object~operation quoteCampaignsOperation:object~operation
    recommendationSubscriptionOperation:object~operation remarketingActionOperation:object~operation
    sharedCriterionOperation:object~operation sharedSetOperation:object~operation
    smartCampaignSettingOperation:object~operation userListOperation:object~operation`,
  MutateRequest: `
    customerId:string operations:object[]* partialFailure:bool validateOnly:bool
    responseContentType:ResponseContentType`,
  MutateGoogleAdsRequest: `
    customerId:string mutateOperations:MutateOperation[]* partialFailure:bool validateOnly:bool
    responseContentType:ResponseContentType`,
  SearchGoogleAdsRequest: `
    customerId:string* query:string* pageToken:string pageSize:int32 validateOnly:bool searchSettings:SearchSettings`,
  SearchGoogleAdsStreamRequest: 'customerId:string* query:string* summaryRowSetting:SummaryRowSetting',
  SearchSettings: 'omitResults:bool returnSummaryRow:bool returnTotalResultsCount:bool',
  SuggestGeoTargetConstantsRequest: `
    locale:string countryCode:string locationNames:SuggestGeoTargetConstantsRequest.LocationNames~query
    geoTargets:SuggestGeoTargetConstantsRequest.GeoTargets~query`,
  'SuggestGeoTargetConstantsRequest.LocationNames': 'names:string[]',
  'SuggestGeoTargetConstantsRequest.GeoTargets': 'geoTargetConstants:string[]',
}
