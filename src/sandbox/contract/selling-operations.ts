// Every published Selling Partner API operation: its name, method, path, requests a second and burst. Bare facts of Amazon's models at
// github.com/amzn/selling-partner-api-models 34dc93f (Apache-2.0). Those that the sandbox does not serve answer 501 by name.

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type OperationShape = {
  /** 'orders_2026-01-01.searchOrders': the model's file name and the operation's. */
  name: string
  method: Method
  path: string
  /** Null: the model states none. */
  perSecond: number | null
  burst: number | null
}

const table = `
awd_2024-05-09.createInbound POST /awd/2024-05-09/inboundOrders 1.0 1
awd_2024-05-09.getInbound GET /awd/2024-05-09/inboundOrders/{orderId} 2.0 2
awd_2024-05-09.updateInbound PUT /awd/2024-05-09/inboundOrders/{orderId} 1.0 1
awd_2024-05-09.cancelInbound POST /awd/2024-05-09/inboundOrders/{orderId}/cancellation 1.0 1
awd_2024-05-09.confirmInbound POST /awd/2024-05-09/inboundOrders/{orderId}/confirmation 1.0 1
awd_2024-05-09.getInboundShipment GET /awd/2024-05-09/inboundShipments/{shipmentId} 2.0 2
awd_2024-05-09.getInboundShipmentLabels GET /awd/2024-05-09/inboundShipments/{shipmentId}/labels 1.0 2
awd_2024-05-09.getLabelPageTypes GET /awd/2024-05-09/inboundShipments/{shipmentId}/labelPageTypes 1.0 2
awd_2024-05-09.updateInboundShipmentTransportDetails PUT /awd/2024-05-09/inboundShipments/{shipmentId}/transport 1.0 1
awd_2024-05-09.checkInboundEligibility POST /awd/2024-05-09/inboundEligibility 1.0 1
awd_2024-05-09.listInboundShipments GET /awd/2024-05-09/inboundShipments 1.0 1
awd_2024-05-09.listInventory GET /awd/2024-05-09/inventory 2.0 2
awd_2024-05-09.listOutbounds GET /awd/2024-05-09/outboundOrders 1.0 1
awd_2024-05-09.createOutbound POST /awd/2024-05-09/outboundOrders 1.0 1
awd_2024-05-09.getOutbound GET /awd/2024-05-09/outboundOrders/{orderId} 1.0 1
awd_2024-05-09.updateOutbound PUT /awd/2024-05-09/outboundOrders/{orderId} 1.0 1
awd_2024-05-09.confirmOutbound POST /awd/2024-05-09/outboundOrders/{orderId}/confirmation 1.0 1
awd_2024-05-09.listReplenishmentOrders GET /awd/2024-05-09/replenishmentOrders - -
awd_2024-05-09.createReplenishmentOrder POST /awd/2024-05-09/replenishmentOrders - -
awd_2024-05-09.getReplenishmentOrder GET /awd/2024-05-09/replenishmentOrders/{orderId} - -
awd_2024-05-09.confirmReplenishmentOrder POST /awd/2024-05-09/replenishmentOrders/{orderId}/confirmation - -
aplusContent_2020-11-01.searchContentDocuments GET /aplus/2020-11-01/contentDocuments 10.0 10
aplusContent_2020-11-01.createContentDocument POST /aplus/2020-11-01/contentDocuments 10.0 10
aplusContent_2020-11-01.getContentDocument GET /aplus/2020-11-01/contentDocuments/{contentReferenceKey} 10.0 10
aplusContent_2020-11-01.updateContentDocument POST /aplus/2020-11-01/contentDocuments/{contentReferenceKey} 10.0 10
aplusContent_2020-11-01.listContentDocumentAsinRelations GET /aplus/2020-11-01/contentDocuments/{contentReferenceKey}/asins 10.0 10
aplusContent_2020-11-01.postContentDocumentAsinRelations POST /aplus/2020-11-01/contentDocuments/{contentReferenceKey}/asins 10.0 10
aplusContent_2020-11-01.validateContentDocumentAsinRelations POST /aplus/2020-11-01/contentAsinValidations 10.0 10
aplusContent_2020-11-01.searchContentPublishRecords GET /aplus/2020-11-01/contentPublishRecords 10.0 10
aplusContent_2020-11-01.postContentDocumentApprovalSubmission POST /aplus/2020-11-01/contentDocuments/{contentReferenceKey}/approvalSubmissions 10.0 10
aplusContent_2020-11-01.postContentDocumentSuspendSubmission POST /aplus/2020-11-01/contentDocuments/{contentReferenceKey}/suspendSubmissions 10.0 10
appIntegrations-2024-04-01.createNotification POST /appIntegrations/2024-04-01/notifications 1.0 5
appIntegrations-2024-04-01.deleteNotifications POST /appIntegrations/2024-04-01/notifications/deletion 1.0 5
appIntegrations-2024-04-01.recordActionFeedback POST /appIntegrations/2024-04-01/notifications/{notificationId}/feedback 1.0 5
application_2023-11-30.rotateApplicationClientSecret POST /applications/2023-11-30/clientSecret 0.0167 1
catalogItems_2022-04-01.searchCatalogItems GET /catalog/2022-04-01/items 2.0 2
catalogItems_2022-04-01.getCatalogItem GET /catalog/2022-04-01/items/{asin} 2.0 2
customerFeedback_2024-06-01.getItemReviewTopics GET /customerFeedback/2024-06-01/items/{asin}/reviews/topics - -
customerFeedback_2024-06-01.getItemBrowseNode GET /customerFeedback/2024-06-01/items/{asin}/browseNode - -
customerFeedback_2024-06-01.getBrowseNodeReviewTopics GET /customerFeedback/2024-06-01/browseNodes/{browseNodeId}/reviews/topics - -
customerFeedback_2024-06-01.getItemReviewTrends GET /customerFeedback/2024-06-01/items/{asin}/reviews/trends - -
customerFeedback_2024-06-01.getBrowseNodeReviewTrends GET /customerFeedback/2024-06-01/browseNodes/{browseNodeId}/reviews/trends - -
customerFeedback_2024-06-01.getBrowseNodeReturnTopics GET /customerFeedback/2024-06-01/browseNodes/{browseNodeId}/returns/topics - -
customerFeedback_2024-06-01.getBrowseNodeReturnTrends GET /customerFeedback/2024-06-01/browseNodes/{browseNodeId}/returns/trends - -
dataKiosk_2023-11-15.getQueries GET /dataKiosk/2023-11-15/queries 0.0222 10
dataKiosk_2023-11-15.createQuery POST /dataKiosk/2023-11-15/queries 0.0167 15
dataKiosk_2023-11-15.cancelQuery DELETE /dataKiosk/2023-11-15/queries/{queryId} 0.0222 10
dataKiosk_2023-11-15.getQuery GET /dataKiosk/2023-11-15/queries/{queryId} 2.0 15
dataKiosk_2023-11-15.getDocument GET /dataKiosk/2023-11-15/documents/{documentId} 0.0167 15
fbaInbound.getItemEligibilityPreview GET /fba/inbound/v1/eligibility/itemPreview 1.0 1
fbaInventory.getInventorySummaries GET /fba/inventory/v1/summaries 2.0 2
fbaInventory.createInventoryItem POST /fba/inventory/v1/items - -
fbaInventory.deleteInventoryItem DELETE /fba/inventory/v1/items/{sellerSku} - -
fbaInventory.addInventory POST /fba/inventory/v1/items/inventory - -
feeds_2021-06-30.getFeeds GET /feeds/2021-06-30/feeds 0.0222 10
feeds_2021-06-30.createFeed POST /feeds/2021-06-30/feeds 0.0083 15
feeds_2021-06-30.cancelFeed DELETE /feeds/2021-06-30/feeds/{feedId} 2.0 15
feeds_2021-06-30.getFeed GET /feeds/2021-06-30/feeds/{feedId} 2.0 15
feeds_2021-06-30.createFeedDocument POST /feeds/2021-06-30/documents 0.5 15
feeds_2021-06-30.getFeedDocument GET /feeds/2021-06-30/documents/{feedDocumentId} 0.0222 10
financesInvoices_2026-06-25.getInvoiceHeaders GET /finances/invoices/2026-06-25/invoices - -
financesInvoices_2026-06-25.getInvoice GET /finances/invoices/2026-06-25/invoices/{invoiceIdentifier} - -
financesV0.listFinancialEventGroups GET /finances/v0/financialEventGroups 0.5 30
financesV0.listFinancialEventsByGroupId GET /finances/v0/financialEventGroups/{eventGroupId}/financialEvents 0.5 30
financesV0.listFinancialEventsByOrderId GET /finances/v0/orders/{orderId}/financialEvents 0.5 30
financesV0.listFinancialEvents GET /finances/v0/financialEvents 0.5 30
finances_2024-06-19.listTransactions GET /finances/2024-06-19/transactions 0.5 10
finances_2024-06-19.listBalances GET /finances/2024-06-19/balances 0.5 10
finances_2024-06-19.listSummary GET /finances/2024-06-19/summary 0.5 10
transfers_2024-06-01.initiatePayout POST /finances/transfers/2024-06-01/payouts 0.017 2
transfers_2024-06-01.listPayouts GET /finances/transfers/2024-06-01/payouts 0.5 10
transfers_2024-06-01.getPaymentMethods GET /finances/transfers/2024-06-01/paymentMethods 0.5 30
transfers_2024-06-01.listExpectedPayouts GET /finances/transfers/2024-06-01/payouts/expected 0.5 10
fulfillmentInboundV0.getPrepInstructions GET /fba/inbound/v0/prepInstructions 2.0 30
fulfillmentInboundV0.getLabels GET /fba/inbound/v0/shipments/{shipmentId}/labels 2.0 30
fulfillmentInboundV0.getBillOfLading GET /fba/inbound/v0/shipments/{shipmentId}/billOfLading 2.0 30
fulfillmentInboundV0.getShipments GET /fba/inbound/v0/shipments 2.0 30
fulfillmentInboundV0.getShipmentItemsByShipmentId GET /fba/inbound/v0/shipments/{shipmentId}/items 2.0 30
fulfillmentInboundV0.getShipmentItems GET /fba/inbound/v0/shipmentItems 2.0 30
fulfillmentInbound_2024-03-20.listInboundPlans GET /inbound/fba/2024-03-20/inboundPlans 2.0 6
fulfillmentInbound_2024-03-20.createInboundPlan POST /inbound/fba/2024-03-20/inboundPlans 2.0 2
fulfillmentInbound_2024-03-20.getInboundPlan GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId} 2.0 6
fulfillmentInbound_2024-03-20.listInboundPlanBoxes GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/boxes 2.0 6
fulfillmentInbound_2024-03-20.cancelInboundPlan PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/cancellation 2.0 2
fulfillmentInbound_2024-03-20.listInboundPlanItems GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/items 2.0 6
fulfillmentInbound_2024-03-20.updateInboundPlanName PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/name 2.0 30
fulfillmentInbound_2024-03-20.listPackingGroupBoxes GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingGroups/{packingGroupId}/boxes 2.0 30
fulfillmentInbound_2024-03-20.listPackingGroupItems GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingGroups/{packingGroupId}/items 2.0 30
fulfillmentInbound_2024-03-20.setPackingInformation POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingInformation 2.0 2
fulfillmentInbound_2024-03-20.listPackingOptions GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingOptions 2.0 6
fulfillmentInbound_2024-03-20.generatePackingOptions POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingOptions 2.0 2
fulfillmentInbound_2024-03-20.confirmPackingOption POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/packingOptions/{packingOptionId}/confirmation 2.0 2
fulfillmentInbound_2024-03-20.listInboundPlanPallets GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/pallets 2.0 6
fulfillmentInbound_2024-03-20.listPlacementOptions GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/placementOptions 2.0 6
fulfillmentInbound_2024-03-20.generatePlacementOptions POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/placementOptions 2.0 2
fulfillmentInbound_2024-03-20.confirmPlacementOption POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/placementOptions/{placementOptionId}/confirmation 2.0 2
fulfillmentInbound_2024-03-20.getShipment GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId} 2.0 6
fulfillmentInbound_2024-03-20.listShipmentBoxes GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/boxes 2.0 30
fulfillmentInbound_2024-03-20.listShipmentContentUpdatePreviews GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews 2.0 30
fulfillmentInbound_2024-03-20.generateShipmentContentUpdatePreviews POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews 2.0 30
fulfillmentInbound_2024-03-20.getShipmentContentUpdatePreview GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews/{contentUpdatePreviewId} 2.0 30
fulfillmentInbound_2024-03-20.confirmShipmentContentUpdatePreview POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/contentUpdatePreviews/{contentUpdatePreviewId}/confirmation 2.0 30
fulfillmentInbound_2024-03-20.getDeliveryChallanDocument GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryChallanDocument 2.0 6
fulfillmentInbound_2024-03-20.listDeliveryWindowOptions GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryWindowOptions 2.0 30
fulfillmentInbound_2024-03-20.generateDeliveryWindowOptions POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryWindowOptions 2.0 30
fulfillmentInbound_2024-03-20.confirmDeliveryWindowOptions POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/deliveryWindowOptions/{deliveryWindowOptionId}/confirmation 2.0 30
fulfillmentInbound_2024-03-20.listShipmentItems GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/items 2.0 30
fulfillmentInbound_2024-03-20.updateShipmentName PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/name 2.0 30
fulfillmentInbound_2024-03-20.listShipmentPallets GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/pallets 2.0 30
fulfillmentInbound_2024-03-20.cancelSelfShipAppointment PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentCancellation - -
fulfillmentInbound_2024-03-20.getSelfShipAppointmentSlots GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentSlots - -
fulfillmentInbound_2024-03-20.generateSelfShipAppointmentSlots POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentSlots - -
fulfillmentInbound_2024-03-20.scheduleSelfShipAppointment POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/selfShipAppointmentSlots/{slotId}/schedule - -
fulfillmentInbound_2024-03-20.updateShipmentSourceAddress PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/sourceAddress 2.0 30
fulfillmentInbound_2024-03-20.updateShipmentTrackingDetails PUT /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/shipments/{shipmentId}/trackingDetails 2.0 2
fulfillmentInbound_2024-03-20.listTransportationOptions GET /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/transportationOptions 2.0 6
fulfillmentInbound_2024-03-20.generateTransportationOptions POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/transportationOptions 2.0 2
fulfillmentInbound_2024-03-20.confirmTransportationOptions POST /inbound/fba/2024-03-20/inboundPlans/{inboundPlanId}/transportationOptions/confirmation 2.0 2
fulfillmentInbound_2024-03-20.listItemComplianceDetails GET /inbound/fba/2024-03-20/items/compliance 2.0 6
fulfillmentInbound_2024-03-20.updateItemComplianceDetails PUT /inbound/fba/2024-03-20/items/compliance 2.0 6
fulfillmentInbound_2024-03-20.createMarketplaceItemLabels POST /inbound/fba/2024-03-20/items/labels 2.0 30
fulfillmentInbound_2024-03-20.listPrepDetails GET /inbound/fba/2024-03-20/items/prepDetails - -
fulfillmentInbound_2024-03-20.setPrepDetails POST /inbound/fba/2024-03-20/items/prepDetails 2.0 30
fulfillmentInbound_2024-03-20.getInboundOperationStatus GET /inbound/fba/2024-03-20/operations/{operationId} 2.0 6
fulfillmentOutbound_2020-07-01.getFulfillmentPreview POST /fba/outbound/2020-07-01/fulfillmentOrders/preview 2.0 30
fulfillmentOutbound_2020-07-01.deliveryOffers POST /fba/outbound/2020-07-01/deliveryOffers 5.0 30
fulfillmentOutbound_2020-07-01.listAllFulfillmentOrders GET /fba/outbound/2020-07-01/fulfillmentOrders 2.0 30
fulfillmentOutbound_2020-07-01.createFulfillmentOrder POST /fba/outbound/2020-07-01/fulfillmentOrders 2.0 30
fulfillmentOutbound_2020-07-01.getPackageTrackingDetails GET /fba/outbound/2020-07-01/tracking 2.0 30
fulfillmentOutbound_2020-07-01.listReturnReasonCodes GET /fba/outbound/2020-07-01/returnReasonCodes 2.0 30
fulfillmentOutbound_2020-07-01.createFulfillmentReturn PUT /fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}/return 2.0 30
fulfillmentOutbound_2020-07-01.getFulfillmentOrder GET /fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId} 2.0 30
fulfillmentOutbound_2020-07-01.updateFulfillmentOrder PUT /fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId} 2.0 30
fulfillmentOutbound_2020-07-01.cancelFulfillmentOrder PUT /fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}/cancel 2.0 30
fulfillmentOutbound_2020-07-01.submitFulfillmentOrderStatusUpdate PUT /fba/outbound/2020-07-01/fulfillmentOrders/{sellerFulfillmentOrderId}/status - -
fulfillmentOutbound_2020-07-01.getFeatures GET /fba/outbound/2020-07-01/features 2.0 30
fulfillmentOutbound_2020-07-01.getFeatureInventory GET /fba/outbound/2020-07-01/features/inventory/{featureName} 2.0 30
fulfillmentOutbound_2020-07-01.getFeatureSKU GET /fba/outbound/2020-07-01/features/inventory/{featureName}/{sellerSku} 2.0 30
fulfillmentOutbound_2026-07-04.getOrderPreview POST /fulfillment/outbound/2026-07-04/previews 2.0 30
fulfillmentOutbound_2026-07-04.getOffers POST /fulfillment/outbound/2026-07-04/offers 5.0 30
fulfillmentOutbound_2026-07-04.cancelOrder PUT /fulfillment/outbound/2026-07-04/orders/{orderId}/cancel 2.0 30
fulfillmentOutbound_2026-07-04.updateOrderStatus PUT /fulfillment/outbound/2026-07-04/orders/{orderId}/status - -
fulfillmentOutbound_2026-07-04.updatePackage PUT /fulfillment/outbound/2026-07-04/orders/{orderId}/packages/{packageId} - -
fulfillmentOutbound_2026-07-04.updateOrder PUT /fulfillment/outbound/2026-07-04/orders/{orderId} 2.0 30
fulfillmentOutbound_2026-07-04.getOrder GET /fulfillment/outbound/2026-07-04/orders/{orderId} 2.0 30
fulfillmentOutbound_2026-07-04.listOrders GET /fulfillment/outbound/2026-07-04/orders 2.0 30
fulfillmentOutbound_2026-07-04.createOrder POST /fulfillment/outbound/2026-07-04/orders 2.0 30
listingsItems_2021-08-01.deleteListingsItem DELETE /listings/2021-08-01/items/{sellerId}/{sku} 5.0 5
listingsItems_2021-08-01.getListingsItem GET /listings/2021-08-01/items/{sellerId}/{sku} 5.0 10
listingsItems_2021-08-01.patchListingsItem PATCH /listings/2021-08-01/items/{sellerId}/{sku} 5.0 5
listingsItems_2021-08-01.putListingsItem PUT /listings/2021-08-01/items/{sellerId}/{sku} 5.0 10
listingsItems_2021-08-01.searchListingsItems GET /listings/2021-08-01/items/{sellerId} 5.0 5
listingsRestrictions_2021-08-01.getListingsRestrictions GET /listings/2021-08-01/restrictions 5.0 10
messaging.getMessagingActionsForOrder GET /messaging/v1/orders/{amazonOrderId} 1.0 5
messaging.confirmCustomizationDetails POST /messaging/v1/orders/{amazonOrderId}/messages/confirmCustomizationDetails 1.0 5
messaging.createConfirmDeliveryDetails POST /messaging/v1/orders/{amazonOrderId}/messages/confirmDeliveryDetails 1.0 5
messaging.createLegalDisclosure POST /messaging/v1/orders/{amazonOrderId}/messages/legalDisclosure 1.0 5
messaging.createConfirmOrderDetails POST /messaging/v1/orders/{amazonOrderId}/messages/confirmOrderDetails 1.0 5
messaging.createConfirmServiceDetails POST /messaging/v1/orders/{amazonOrderId}/messages/confirmServiceDetails 1.0 5
messaging.CreateWarranty POST /messaging/v1/orders/{amazonOrderId}/messages/warranty 1.0 5
messaging.GetAttributes GET /messaging/v1/orders/{amazonOrderId}/attributes 1.0 5
messaging.createDigitalAccessKey POST /messaging/v1/orders/{amazonOrderId}/messages/digitalAccessKey 1.0 5
messaging.createUnexpectedProblem POST /messaging/v1/orders/{amazonOrderId}/messages/unexpectedProblem 1.0 5
messaging.sendInvoice POST /messaging/v1/orders/{amazonOrderId}/messages/invoice - -
notifications.getSubscriptions GET /notifications/v1/subscriptions 1.0 5
notifications.getSubscription GET /notifications/v1/subscriptions/{notificationType} 1.0 5
notifications.createSubscription POST /notifications/v1/subscriptions/{notificationType} 1.0 5
notifications.getSubscriptionById GET /notifications/v1/subscriptions/{notificationType}/{subscriptionId} 1.0 5
notifications.deleteSubscriptionById DELETE /notifications/v1/subscriptions/{notificationType}/{subscriptionId} 1.0 5
notifications.sendTestNotification POST /notifications/v1/subscriptions/{notificationType}/testNotification 1.0 5
notifications.getDestinations GET /notifications/v1/destinations 1.0 5
notifications.createDestination POST /notifications/v1/destinations 1.0 5
notifications.getDestination GET /notifications/v1/destinations/{destinationId} 1.0 5
notifications.deleteDestination DELETE /notifications/v1/destinations/{destinationId} 1.0 5
ordersV0.getOrders GET /orders/v0/orders 0.0167 20
ordersV0.getOrder GET /orders/v0/orders/{orderId} 0.5 30
ordersV0.getOrderBuyerInfo GET /orders/v0/orders/{orderId}/buyerInfo 0.5 30
ordersV0.getOrderAddress GET /orders/v0/orders/{orderId}/address 0.5 30
ordersV0.getOrderItems GET /orders/v0/orders/{orderId}/orderItems 0.5 30
ordersV0.getOrderItemsBuyerInfo GET /orders/v0/orders/{orderId}/orderItems/buyerInfo 0.5 30
ordersV0.updateShipmentStatus POST /orders/v0/orders/{orderId}/shipment 5.0 15
ordersV0.getOrderRegulatedInfo GET /orders/v0/orders/{orderId}/regulatedInfo 0.5 30
ordersV0.updateVerificationStatus PATCH /orders/v0/orders/{orderId}/regulatedInfo 0.5 30
ordersV0.confirmShipment POST /orders/v0/orders/{orderId}/shipmentConfirmation 2.0 10
orders_2026-01-01.searchOrders GET /orders/2026-01-01/orders 0.0056 20
orders_2026-01-01.getOrder GET /orders/2026-01-01/orders/{orderId} 0.5 30
productFeesV0.getMyFeesEstimateForSKU POST /products/fees/v0/listings/{SellerSKU}/feesEstimate 1.0 2
productFeesV0.getMyFeesEstimateForASIN POST /products/fees/v0/items/{Asin}/feesEstimate 1.0 2
productFeesV0.getMyFeesEstimates POST /products/fees/v0/feesEstimate 0.5 1
productPricingV0.getPricing GET /products/pricing/v0/price 0.5 1
productPricingV0.getCompetitivePricing GET /products/pricing/v0/competitivePrice 0.5 1
productPricingV0.getListingOffers GET /products/pricing/v0/listings/{SellerSKU}/offers 1.0 2
productPricingV0.getItemOffers GET /products/pricing/v0/items/{Asin}/offers 0.5 1
productPricingV0.getItemOffersBatch POST /batches/products/pricing/v0/itemOffers 0.1 1
productPricingV0.getListingOffersBatch POST /batches/products/pricing/v0/listingOffers 0.5 1
productPricing_2022-05-01.getFeaturedOfferExpectedPriceBatch POST /batches/products/pricing/2022-05-01/offer/featuredOfferExpectedPrice 0.033 1
productPricing_2022-05-01.getCompetitiveSummary POST /batches/products/pricing/2022-05-01/items/competitiveSummary 0.033 1
definitionsProductTypes_2020-09-01.searchDefinitionsProductTypes GET /definitions/2020-09-01/productTypes 5.0 10
definitionsProductTypes_2020-09-01.getDefinitionsProductType GET /definitions/2020-09-01/productTypes/{productType} 5.0 10
replenishment-2022-11-07.getSellingPartnerMetrics POST /replenishment/2022-11-07/sellingPartners/metrics/search 1.0 1
replenishment-2022-11-07.listOfferMetrics POST /replenishment/2022-11-07/offers/metrics/search 1.0 1
replenishment-2022-11-07.listOffers POST /replenishment/2022-11-07/offers/search 1.0 1
reports_2021-06-30.getReports GET /reports/2021-06-30/reports 0.0222 10
reports_2021-06-30.createReport POST /reports/2021-06-30/reports 0.0167 15
reports_2021-06-30.cancelReport DELETE /reports/2021-06-30/reports/{reportId} 0.0222 10
reports_2021-06-30.getReport GET /reports/2021-06-30/reports/{reportId} 2.0 15
reports_2021-06-30.getReportSchedules GET /reports/2021-06-30/schedules 0.0222 10
reports_2021-06-30.createReportSchedule POST /reports/2021-06-30/schedules 0.0222 10
reports_2021-06-30.cancelReportSchedule DELETE /reports/2021-06-30/schedules/{reportScheduleId} 0.0222 10
reports_2021-06-30.getReportSchedule GET /reports/2021-06-30/schedules/{reportScheduleId} 0.0222 10
reports_2021-06-30.getReportDocument GET /reports/2021-06-30/documents/{reportDocumentId} 0.0167 15
sales.getOrderMetrics GET /sales/v1/orderMetrics 0.5 15
sellers.getMarketplaceParticipations GET /sellers/v1/marketplaceParticipations 0.016 15
sellers.getAccount GET /sellers/v1/account 0.016 15
solicitations.getSolicitationActionsForOrder GET /solicitations/v1/orders/{amazonOrderId} 1.0 5
solicitations.createProductReviewAndSellerFeedbackSolicitation POST /solicitations/v1/orders/{amazonOrderId}/solicitations/productReviewAndSellerFeedback 1.0 5
supplySources_2020-07-01.getSupplySources GET /supplySources/2020-07-01/supplySources - -
supplySources_2020-07-01.createSupplySource POST /supplySources/2020-07-01/supplySources - -
supplySources_2020-07-01.getSupplySource GET /supplySources/2020-07-01/supplySources/{supplySourceId} - -
supplySources_2020-07-01.updateSupplySource PUT /supplySources/2020-07-01/supplySources/{supplySourceId} - -
supplySources_2020-07-01.archiveSupplySource DELETE /supplySources/2020-07-01/supplySources/{supplySourceId} - -
supplySources_2020-07-01.updateSupplySourceStatus PUT /supplySources/2020-07-01/supplySources/{supplySourceId}/status - -
tokens_2021-03-01.createRestrictedDataToken POST /tokens/2021-03-01/restrictedDataToken 1.0 10
tracking_2026-01-30.getShipmentTracking GET /tracking/2026-01-30/shipments/track - -
uploads_2020-11-01.createUploadDestinationForResource POST /uploads/2020-11-01/uploadDestinations/{resource} 10.0 10
`

const numberOrNull = (text: string): number | null => (text === '-' ? null : Number(text))

export const sellingOperations: readonly OperationShape[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', method = 'GET', path = '', perSecond = '-', burst = '-'] = line.split(' ')
    return {
      name,
      method: method as Method,
      path,
      perSecond: numberOrNull(perSecond),
      burst: numberOrNull(burst),
    }
  })
