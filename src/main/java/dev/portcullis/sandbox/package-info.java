/**
 * The strict simulator of Bybit's v5 REST API (floor 5): imports no other room, so that one mistake cannot pass both
 * sides. Starting points: {@link dev.portcullis.sandbox.Sandbox} runs it, {@link
 * dev.portcullis.sandbox.SandboxSettings} says how, {@code endpoint.RouteTable} lists what it serves.
 */
@NullMarked
package dev.portcullis.sandbox;

import org.jspecify.annotations.NullMarked;
