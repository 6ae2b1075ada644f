/** What is read of an account: itself, its clients, its conversion actions, the places that can be targeted. */
export const ACCOUNT_MESSAGES: Record<string, string> = {
  Customer: `
    resourceName:string! id:int64- descriptiveName:string currencyCode:string! timeZone:string!
    trackingUrlTemplate:string finalUrlSuffix:string autoTaggingEnabled:bool hasPartnersBadge:bool- manager:bool-
    testAccount:bool- callReportingSetting:object conversionTrackingSetting:object remarketingSetting:object-
    payPerConversionEligibilityFailureReasons:CustomerPayPerConversionEligibilityFailureReason[]-
    optimizationScore:double- optimizationScoreWeight:double- status:CustomerStatus-
    locationAssetAutoMigrationDone:bool- imageAssetAutoMigrationDone:bool-
    locationAssetAutoMigrationDoneDateTime:string- imageAssetAutoMigrationDoneDateTime:string-
    customerAgreementSetting:object- localServicesSettings:object-
    videoBrandSafetySuitability:BrandSafetySuitability videoCustomer:object
    containsEuPoliticalAdvertising:EuPoliticalAdvertisingStatus-`,
  CustomerClient: `
    resourceName:string- clientCustomer:string- hidden:bool- level:int64- timeZone:string- testAccount:bool-
    manager:bool- descriptiveName:string- currencyCode:string- id:int64- appliedLabels:string[]-
    status:CustomerStatus-`,
  ConversionAction: `
    resourceName:string! id:int64- name:string status:ConversionActionStatus type:ConversionActionType!
    origin:ConversionOrigin- primaryForGoal:bool category:ConversionActionCategory ownerCustomer:string-
    includeInConversionsMetric:bool clickThroughLookbackWindowDays:int64 viewThroughLookbackWindowDays:int64
    valueSettings:ConversionAction.ValueSettings countingType:ConversionActionCountingType
    attributionModelSettings:ConversionAction.AttributionModelSettings tagSnippets:object[]-
    phoneCallDurationSeconds:int64 appId:string mobileAppVendor:MobileAppVendor-
    firebaseSettings:ConversionAction.FirebaseSettings-
    thirdPartyAppAnalyticsSettings:ConversionAction.ThirdPartyAppAnalyticsSettings-
    googleAnalytics4Settings:ConversionAction.GoogleAnalytics4Settings-`,
  'ConversionAction.ValueSettings': 'defaultValue:double defaultCurrencyCode:string alwaysUseDefaultValue:bool',
  'ConversionAction.AttributionModelSettings': `
    attributionModel:AttributionModel dataDrivenModelStatus:DataDrivenModelStatus-`,
  'ConversionAction.FirebaseSettings': 'eventName:string- projectId:string- propertyId:int64- propertyName:string-',
  'ConversionAction.ThirdPartyAppAnalyticsSettings': 'eventName:string- providerName:string-',
  'ConversionAction.GoogleAnalytics4Settings': 'eventName:string- propertyName:string- propertyId:int64-',
  GeoTargetConstant: `
    resourceName:string- id:int64- name:string- countryCode:string- targetType:string-
    status:GeoTargetConstantStatus- canonicalName:string- parentGeoTarget:string-`,
  CurrencyConstant: 'resourceName:string- code:string- name:string- symbol:string- billableUnitMicros:int64-',
}
