package dev.portcullis.pipeline;

import dev.portcullis.identity.Client;
import dev.portcullis.model.Call;
import dev.portcullis.model.TokenId;

/** A call whose caller has proven who it is. */
record Identified(Call call, Client client, TokenId token) {}
