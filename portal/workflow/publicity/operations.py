"""The writes of publicity: ``pages`` for what is public, ``objections`` for what is said to it."""

from portal.workflow.publicity.objections import Corrected as Corrected
from portal.workflow.publicity.objections import Said as Said
from portal.workflow.publicity.objections import answer as answer
from portal.workflow.publicity.objections import file as file
from portal.workflow.publicity.objections import reveal as reveal
from portal.workflow.publicity.objections import take_back as take_back
from portal.workflow.publicity.objections import withdraw as withdraw
from portal.workflow.publicity.pages import EntryWords as EntryWords
from portal.workflow.publicity.pages import close_entry as close_entry
from portal.workflow.publicity.pages import correct_notice as correct_notice
from portal.workflow.publicity.pages import publish as publish
from portal.workflow.publicity.pages import settle as settle
