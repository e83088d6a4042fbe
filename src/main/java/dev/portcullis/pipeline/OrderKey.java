package dev.portcullis.pipeline;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderLinkId;

/** What makes an order one and the same for every door (design invariant 7). */
record OrderKey(EnvironmentId environment, AccountId account, OrderLinkId orderLinkId) {}
