"""Editions with their blocks and pictures, and subscribers who are no members."""

from woonoverlast.newsletter.models.editions import Block, Edition, Picture
from woonoverlast.newsletter.models.subscribers import Subscriber

__all__ = ["Block", "Edition", "Picture", "Subscriber"]
