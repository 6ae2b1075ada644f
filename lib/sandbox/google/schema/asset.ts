/** Assets by type. */
export const ASSET_MESSAGES: Record<string, string> = {
  Asset: `
    resourceName:string! id:int64- name:string type:AssetType- finalUrls:string[] finalMobileUrls:string[]
    trackingUrlTemplate:string urlCustomParameters:CustomParameter[] finalUrlSuffix:string source:AssetSource-
    policySummary:object- fieldTypePolicySummaries:object[]- orientation:AssetOrientation-
    syntheticContentInfo:object youtubeVideoAsset:YoutubeVideoAsset!~assetData mediaBundleAsset:object!~assetData
    imageAsset:ImageAsset-~assetData textAsset:TextAsset!~assetData leadFormAsset:object~assetData
    bookOnGoogleAsset:object~assetData promotionAsset:object~assetData calloutAsset:CalloutAsset~assetData
    structuredSnippetAsset:StructuredSnippetAsset~assetData sitelinkAsset:SitelinkAsset~assetData
    pageFeedAsset:object~assetData dynamicEducationAsset:object~assetData mobileAppAsset:object~assetData
    hotelCalloutAsset:object~assetData callAsset:CallAsset~assetData priceAsset:object~assetData
    callToActionAsset:CallToActionAsset!~assetData dynamicRealEstateAsset:object~assetData
    dynamicCustomAsset:object~assetData dynamicHotelsAndRentalsAsset:object~assetData
    dynamicFlightsAsset:object~assetData demandGenCarouselCardAsset:object!~assetData
    dynamicTravelAsset:object~assetData dynamicLocalAsset:object~assetData dynamicJobsAsset:object~assetData
    locationAsset:object-~assetData hotelPropertyAsset:object!~assetData businessMessageAsset:object~assetData
    appDeepLinkAsset:object!~assetData youtubeVideoListAsset:object!~assetData`,
  ImageAsset: 'data:bytes fileSize:int64 mimeType:MimeType fullSize:ImageDimension',
  TextAsset: 'text:string',
  CalloutAsset: 'calloutText:string* startDate:string endDate:string adScheduleTargets:AdScheduleInfo[]',
  SitelinkAsset: `
    linkText:string* description1:string description2:string startDate:string endDate:string
    adScheduleTargets:AdScheduleInfo[]`,
  CallToActionAsset: 'callToAction:CallToActionType',
}
